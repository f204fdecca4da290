import type { Plugin } from "vite";

const OLDER_FORMAT = /,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g;

/** Every browser that can run Ocsol reads WOFF2: the font package's second copies need not be served or kept. */
export const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: {
    filter: { id: /@fontsource.*\.css/ },
    handler: (css) => css.replace(OLDER_FORMAT, ""),
  },
};
