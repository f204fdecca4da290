import { writeFileSync } from "node:fs";
import { compileKernel, kernelReaders } from "./decoders/compile-kernel.ts";

/** `npm run kernel`: compiles the readers' inner loops, after a change of their source. */
for (const reader of kernelReaders) {
  const base64 = Buffer.from(await compileKernel(reader)).toString("base64");
  writeFileSync(
    new URL(`../sources/${reader}/kernel.wasm.ts`, import.meta.url),
    `/** Compiled from kernel/ by \`npm run kernel\`: not to be edited. */\nexport const kernelBase64 =\n  "${base64}";\n`,
  );
}
