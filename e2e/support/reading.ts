import type { Asked } from "./reading.worker.ts";

/** The chosen file, read in a worker of its own. */
function read(asked: Omit<Asked, "file">): Promise<object> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./reading.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      resolve(data);
    });
    worker.postMessage({ ...asked, file: document.querySelector("input")!.files![0]! });
  });
}

Object.assign(window, {
  readWhole: async (square: number) => ({ ...(await read({ square })), pixels: undefined }),
  /** the pixels of a file no larger than `square`, or the error in words */
  readPixels: async (square: number, without?: string) => {
    const { pixels, error } = (await read({ square, without })) as { pixels?: Uint8Array; error?: string };
    return error ?? [...(pixels ?? [])];
  },
});
