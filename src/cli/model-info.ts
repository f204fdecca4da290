import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { appError } from "../core/errors.ts";
import { readOnnx } from "../inference/onnx/read-onnx.ts";

/** What an ONNX file says of itself, and whether Ocsol could run it: then why not. */
export async function modelInfo(path: string): Promise<Record<string, unknown>> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw appError("file-not-found", { file: path }, cause);
  });
  const { inputs, outputs, metadata } = readOnnx(bytes, basename(path));
  return {
    file: basename(path),
    format: "ONNX",
    bytes: bytes.length,
    inputs,
    outputs,
    metadata: Object.fromEntries(metadata),
  };
}
