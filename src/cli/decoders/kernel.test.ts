import { expect, test } from "vitest";
import { compileKernel, kernelFolders } from "./compile-kernel.ts";

test.each(kernelFolders)(
  "the compiled kernel of %s is that of its source (else: npm run kernel)",
  async (folder) => {
    const { kernelBase64 } = await import(`../../sources/${folder}/kernel.wasm.ts`);
    expect(Buffer.from(await compileKernel(folder)).toString("base64")).toBe(kernelBase64);
  },
  60_000,
);
