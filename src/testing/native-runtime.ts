/**
 * onnxruntime's native build, the judge of what browsers compute, on one thread; undefined where its package holds no
 * binary for this machine (Intel Macs).
 */
export async function openNatively(model: string): Promise<NativeSession | undefined> {
  const runtime = await import("onnxruntime-node").catch(() => undefined);
  if (runtime === undefined) return undefined;
  const session = await runtime.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return {
    async logits(pixels, windowPx) {
      const image = new runtime.Tensor("uint8", pixels, [1, windowPx, windowPx, 3]);
      return (await session.run({ image }))["logits"]!.data as Float32Array;
    },
  };
}

export interface NativeSession {
  /** @param pixels one window, RGB interleaved; the answer is channels × windowPx × windowPx */
  logits(pixels: Uint8Array, windowPx: number): Promise<Float32Array>;
}
