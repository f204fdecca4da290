import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const source = fileURLToPath(new URL("../../sources/jp2/kernel/", import.meta.url));
/** No runtime: the kernel allocates nothing. Two pages hold its tables; the host makes it grow. */
const options = ["--runtime", "stub", "--noAssert", "--initialMemory", "2", "--enable", "simd", "-O3"];

/** The WebAssembly of the JPEG 2000 decoder's inner loops, the same bytes for the same source. Throws with the compiler's words. */
export async function compileKernel(): Promise<Uint8Array> {
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await asc.main(["index.ts", "--baseDir", source, ...options, "-o", "kernel.wasm"], {
    writeFile: (_, contents) => {
      if (typeof contents !== "string") compiled = contents;
    },
  });
  if (error !== null || compiled === undefined) throw new Error(stderr.toString(), { cause: error });
  return compiled;
}
