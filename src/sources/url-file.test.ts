import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openUrl } from "./url-file.ts";

const bytes = Uint8Array.from({ length: 1_000_003 }, (_, at) => (at * 31 + (at >> 8)) & 255);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serving(handler: Handler): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves ranges as servers do; `asked` collects them. */
function ranges(asked: string[], etag = () => '"1"'): Handler {
  return (request, response) => {
    const { range = "", "if-range": validator } = request.headers;
    asked.push(range);
    const [from = 0, to = 0] = (/(\d+)-(\d+)/.exec(range) ?? []).slice(1).map(Number);
    if (validator !== undefined && validator !== etag()) {
      response.writeHead(200).end("another file");
      return;
    }
    const part = bytes.subarray(from, Math.min(to + 1, bytes.length));
    response.writeHead(206, {
      "Content-Range": `bytes ${from}-${from + part.length - 1}/${bytes.length}`,
      ETag: etag(),
    });
    response.end(part);
  };
}

test("gives the file's bytes, wherever they begin and end", async () => {
  const origin = await serving(ranges([]));
  const file = await openUrl(`${origin}/data/mon%20ortho.tif?v=1`, origin);
  expect([file.name, file.size]).toEqual(["mon ortho.tif", bytes.length]);
  const spans = [
    [0, 16],
    [65_530, 65_540],
    [123, 999_999],
    [999_990, 1_000_003],
    [500_000, 500_000],
  ] as const;
  for (const [start, end] of spans) {
    const read = new Uint8Array(await file.slice(start, end).arrayBuffer());
    expect(Buffer.compare(read, bytes.subarray(start, end))).toBe(0);
  }
});

test("what is asked for together comes in one request, and nothing is fetched twice", async () => {
  const asked: string[] = [];
  const origin = await serving(ranges(asked));
  const file = await openUrl(`${origin}/a.tif`, origin);
  const read = () => Promise.all([70_000, 140_000, 200_000].map((at) => file.slice(at, at + 9000).arrayBuffer()));
  await read();
  await read();
  await file.slice(150_000, 151_000).arrayBuffer();
  expect(asked).toEqual(["bytes=0-65535", "bytes=65536-262143"]);
});

test("another origin is never asked", async () => {
  await expect(openUrl("https://example.org/a.tif", "http://localhost:4173")).rejects.toMatchObject({
    tag: "image-elsewhere",
    fields: { file: "a.tif", origin: "https://example.org" },
  });
});

test.each([
  ["gives whole files only", 200],
  ["does not have it", 404],
])("a server that %s is refused", async (_, status) => {
  const origin = await serving((_request, response) => void response.writeHead(status).end("x".repeat(100)));
  await expect(openUrl(`${origin}/a.tif`, origin)).rejects.toMatchObject({
    tag: "server-without-ranges",
    fields: { detail: `HTTP ${status}` },
  });
});

test("a file replaced while it is read is refused, not mixed", async () => {
  let version = '"1"';
  const origin = await serving(ranges([], () => version));
  const file = await openUrl(`${origin}/a.tif`, origin);
  version = '"2"';
  await expect(file.slice(300_000, 300_010).arrayBuffer()).rejects.toMatchObject({ tag: "server-without-ranges" });
});
