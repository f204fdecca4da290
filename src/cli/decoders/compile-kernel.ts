import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** The readers that have a kernel: its source in `sources/<reader>/kernel/`, compiled in `kernel.wasm.ts` beside it. */
export const kernelReaders = ["jp2", "geotiff"] as const;

/** No runtime: kernels allocate nothing. Two pages hold their tables; the host makes them grow. */
const options = ["--runtime", "stub", "--noAssert", "--initialMemory", "2", "--enable", "simd", "-O3"];

/** The WebAssembly of a reader's inner loops, the same bytes for the same source. Throws with the compiler's words. */
export async function compileKernel(reader: string): Promise<Uint8Array> {
  const source = fileURLToPath(new URL(`../../sources/${reader}/kernel/`, import.meta.url));
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await asc.main(["index.ts", "--baseDir", source, ...options, "-o", "kernel.wasm"], {
    writeFile: (_, contents) => {
      if (typeof contents !== "string") compiled = contents;
    },
  });
  if (error !== null || compiled === undefined) throw new Error(stderr.toString(), { cause: error });
  return compiled;
}
