/** The WebAssembly of a `kernel.wasm.ts`, which carries it as text: there is nothing to fetch. */
export function kernelBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
