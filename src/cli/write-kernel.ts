import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileKernel } from "./decoders/compile-kernel.ts";

/** `npm run kernel`: compiles the JPEG 2000 decoder's inner loops, after a change of their source. */
const path = fileURLToPath(new URL("../sources/jp2/kernel.wasm.ts", import.meta.url));
const base64 = Buffer.from(await compileKernel()).toString("base64");
writeFileSync(
  path,
  `/** Compiled from kernel/ by \`npm run kernel\`: not to be edited. */\nexport const kernelBase64 =\n  "${base64}";\n`,
);
