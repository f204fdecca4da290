import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What Chromium asks for by itself where a page has a form, whatever it is told. */
const BROWSERS_OWN = /^content-autofill\.googleapis\.com:/;

/**
 * A plain static server, which sends no policy, and the browser's proxy as well: so it sees every request that leaves
 * the browser, a service worker's too, and answers none but its own.
 */
export async function staticServer(folder: string) {
  const asked: string[] = [];
  const inRanges: string[] = [];
  const strangers: string[] = [];
  const state = { folder, refuse: (_: string): boolean => false };
  const server = createServer((request, response) => {
    const url = new URL(request.url!, "http://localhost");
    if (request.url!.startsWith("http") && url.port !== String(port)) {
      strangers.push(request.url!);
      response.writeHead(403).end();
      return;
    }
    const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
    asked.push(path);
    const file = join(state.folder, path);
    const size = state.refuse(path) ? undefined : statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) {
      response.writeHead(404).end();
      return;
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (range) inRanges.push(path);
    const first = Number(range?.[1] ?? 0);
    const last = Math.min(Number(range?.[2] || size - 1), size - 1);
    response.writeHead(range ? 206 : 200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Length": last - first + 1,
      "Accept-Ranges": "bytes",
      "Cache-Control": "no-store",
      ...(range && { "Content-Range": `bytes ${first}-${last}/${size}` }),
    });
    createReadStream(file, { start: first, end: last }).pipe(response);
  });
  server.on("connect", (request, socket) => {
    if (!BROWSERS_OWN.test(request.url!)) strangers.push(request.url!);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    port,
    proxy: { server: `http://127.0.0.1:${port}` },
    /** paths, in the order they were asked for */
    asked,
    /** those of which a part was asked for */
    inRanges,
    strangers,
    /** what is served from now on */
    serve(other: string) {
      state.folder = other;
    },
    refuse(which: (path: string) => boolean) {
      state.refuse = which;
    },
    /** no connection is answered any more */
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
