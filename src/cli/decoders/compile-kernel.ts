import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** Folders of `sources` that have a `kernel/`, compiled into `kernel.wasm.ts` beside it. */
export const kernelFolders = ["geotiff", "jp2", "ycbcr"] as const;

/** No runtime: a kernel allocates nothing. Two pages hold its tables; the host makes it grow. */
const options = ["--runtime", "stub", "--noAssert", "--initialMemory", "2", "--enable", "simd", "-O3"];

/** The WebAssembly of a folder's inner loops, the same bytes for the same source. Throws with the compiler's words. */
export async function compileKernel(folder: (typeof kernelFolders)[number]): Promise<Uint8Array> {
  const source = fileURLToPath(new URL(`../../sources/${folder}/kernel/`, import.meta.url));
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await asc.main(["index.ts", "--baseDir", source, ...options, "-o", "kernel.wasm"], {
    writeFile: (_, contents) => {
      if (typeof contents !== "string") compiled = contents;
    },
  });
  if (error !== null || compiled === undefined) throw new Error(stderr.toString(), { cause: error });
  return compiled;
}
