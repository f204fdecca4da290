// Inner loops of the TIFF reader, in AssemblyScript: `npm run kernel` compiles them into ../kernel.wasm.ts.
export { HEAP } from "./memory";
export { DAMAGED, INPUT_SLACK, inflate, OUTPUT_SLACK, prepare } from "./inflate";
export { undoHorizontal } from "./predictor";
