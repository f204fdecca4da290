import * as Comlink from "comlink";

/**
 * Progress has a channel of its own: what of it arrives after the answer, which it may, is not told any more.
 * @param work is given the callback for its worker
 */
export async function telling<T>(
  onProgress: (share: number) => void,
  work: (told: (share: number) => void) => Promise<T>,
): Promise<T> {
  let isOver = false;
  const told = (share: number) => {
    if (!isOver) onProgress(share);
  };
  try {
    return await work(Comlink.proxy(told));
  } finally {
    isOver = true;
  }
}
