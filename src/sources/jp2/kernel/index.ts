// Inner loops of the JPEG 2000 decoder, in AssemblyScript: `npm run kernel` compiles them into ../kernel.wasm.ts.
export * from "./memory";
export { decode, startMq } from "./mq";
export { startRaw } from "./raw";
export { startBlock, propagate, refine, cleanup } from "./block";
export { spreadBlock, spreadLow, toBytes, untransform53, untransform97 } from "./planes";
export { AFTER, BEFORE, synthesise } from "./wavelet";
