import type { Plugin } from "vite";
import { knownCrs } from "../src/core/geo/crs.ts";

/** Always there: proj4 brings them in its core. */
const OF_CORE = ["longlat", "merc"];
/** Of systems that proj4 defines by itself: OpenLayers tries every one that is defined. */
const OF_OTHERS = ["stere"];

const needed = [...new Set([...OF_OTHERS, ...knownCrs().map(({ proj4 }) => /\+proj=(\w+)/.exec(proj4)![1]!)])].filter(
  (projection) => !OF_CORE.includes(projection),
);

/**
 * proj4 with the projections of Ocsol's systems, out of some forty, and without the readers of other notations than its
 * own: Ocsol reads WKT itself (`core/geo/crs-text.ts`). Half of what the first screen would else take for it is left.
 */
export const fewProjections = (): Plugin => ({
  name: "few-projections",
  enforce: "pre",
  load: {
    filter: { id: /\/(proj4\/projs|mgrs\/mgrs|wkt-parser\/index)\.js$/ },
    handler: (id) => (id.endsWith("/projs.js") ? projections : unread),
  },
});

const projections = `${needed.map((name) => `import ${name} from "./lib/projections/${name}";`).join("\n")}
export default ({ Proj: { projections } }) => {
${needed.map((name) => `  projections.add(${name});`).join("\n")}
};`;

const unread = `const unread = () => { throw new Error("only proj4 strings are read"); };
export { unread as default, unread as forward, unread as toPoint };`;
