import type { PlacedFile } from "../core/placed-file.ts";
import type { FileIdentity } from "../core/ports/run-record.ts";

const SAMPLE_BYTES = 1 << 16;
const SAMPLES = 32;

/**
 * By what a file is known again, whatever its name, its folder and its date: its size and the SHA-256 of 32 samples of
 * 64 KiB, the first 64 KiB, the last, and 30 evenly between; a file no larger than those is taken whole.
 *
 * The whole of a 5 GB orthophoto would take a minute to read, the samples a few milliseconds. The size alone will not
 * do: uncompressed neighbouring sheets have the same to the byte. Their headers differ in where they lie, and their
 * pixels nearly everywhere. What this cannot see is a file retouched in place, between the samples, at equal size.
 *
 * Needs `crypto.subtle`, which pages on plain http lack; they have nothing to be known again either.
 */
export async function identify({ file, folder }: PlacedFile<File>): Promise<FileIdentity> {
  const bytes = new Uint8Array(await new Blob(samplesOf(file)).arrayBuffer());
  return { name: file.name, folder, size: file.size, fingerprint: await sha256(bytes) };
}

/** The SHA-256 of bytes, hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function samplesOf(file: File): Blob[] {
  if (file.size <= SAMPLES * SAMPLE_BYTES) return [file];
  const step = (file.size - SAMPLE_BYTES) / (SAMPLES - 1);
  return Array.from({ length: SAMPLES }, (_, index) => {
    const start = Math.floor(index * step);
    return file.slice(start, start + SAMPLE_BYTES);
  });
}
