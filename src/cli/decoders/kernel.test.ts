import { expect, test } from "vitest";
import { kernelBase64 } from "../../sources/jp2/kernel.wasm.ts";
import { compileKernel } from "./compile-kernel.ts";

test("the compiled kernel is that of its source (else: npm run kernel)", async () => {
  expect(Buffer.from(await compileKernel()).toString("base64")).toBe(kernelBase64);
}, 60_000);
