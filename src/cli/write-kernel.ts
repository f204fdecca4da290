import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileKernel, kernelFolders } from "./decoders/compile-kernel.ts";

/** `npm run kernel`: compiles the decoders' inner loops, after a change of their source. */
for (const folder of kernelFolders) {
  const path = fileURLToPath(new URL(`../sources/${folder}/kernel.wasm.ts`, import.meta.url));
  const base64 = Buffer.from(await compileKernel(folder)).toString("base64");
  writeFileSync(
    path,
    `/** Compiled from kernel/ by \`npm run kernel\`: not to be edited. */\nexport const kernelBase64 =\n  "${base64}";\n`,
  );
}
