import type { WorkboxPlugin } from "workbox-core/types.js";
import type { BuiltFile } from "./built-file.ts";

/** A file came in another length than the build gave it: cut short, or a sign-in page in its place. */
export class AlteredFile extends Error {}

/**
 * Counts the bytes that are in the copy, those of an earlier try too, and refuses a file that is not as long as the
 * build made it.
 *
 * @param base what the files' addresses are relative to
 * @param onProgress bytes of all files so far
 */
export function installProgress(
  files: readonly BuiltFile[],
  base: string,
  onProgress: (done: number) => void,
): WorkboxPlugin {
  const lengths = new Map(files.map(({ url, bytes }) => [new URL(url, base).href, bytes]));
  let done = 0;
  const add = (bytes: number) => {
    done += bytes;
    onProgress(done);
  };
  return {
    async cachedResponseWillBeUsed({ request, cachedResponse, event }) {
      if (event?.type === "install" && cachedResponse) add(lengths.get(request.url) ?? 0);
      return cachedResponse;
    },
    async fetchDidSucceed({ request, response }) {
      if (!response.ok) throw new AlteredFile(`${request.url}: ${response.status}`);
      if (response.body === null) return response;
      const headers = new Headers(response.headers);
      // of the body as it travelled; what is kept is unpacked
      headers.delete("Content-Encoding");
      headers.delete("Content-Length");
      const body = response.body.pipeThrough(counted(lengths.get(request.url), add, request.url));
      return new Response(body, { status: response.status, statusText: response.statusText, headers });
    },
  };
}

function counted(expected: number | undefined, add: (bytes: number) => void, url: string) {
  let length = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      length += chunk.length;
      add(chunk.length);
      controller.enqueue(chunk);
    },
    flush() {
      if (expected !== undefined && length !== expected)
        throw new AlteredFile(`${url}: ${length} bytes instead of ${expected}`);
    },
  });
}
