import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { appError } from "../core/errors.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";

/**
 * The model file's bytes are those its manifest names, or `model-checksum`. A JavaScript hash, since
 * `crypto.subtle` is absent on the plain-http intranets Ocsol must run on; 6 MB take some 50 ms.
 */
export function verifyModelFile(manifest: ModelManifest, path: string, bytes: Uint8Array): void {
  const expected = manifest.files.find((file) => file.path === path)?.sha256 ?? "";
  const actual = bytesToHex(sha256(bytes));
  if (actual !== expected) throw appError("model-checksum", { file: `${manifest.id}/${path}`, expected, actual });
}
