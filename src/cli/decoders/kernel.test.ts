import { expect, test } from "vitest";
import * as geotiff from "../../sources/geotiff/kernel.wasm.ts";
import * as jp2 from "../../sources/jp2/kernel.wasm.ts";
import { compileKernel, kernelReaders } from "./compile-kernel.ts";

const compiled = { geotiff, jp2 };

test.each(kernelReaders)(
  "the compiled kernel of %s is that of its source (else: npm run kernel)",
  async (reader) => {
    expect(Buffer.from(await compileKernel(reader)).toString("base64")).toBe(compiled[reader].kernelBase64);
  },
  60_000,
);
