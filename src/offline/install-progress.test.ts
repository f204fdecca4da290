/// <reference lib="webworker" />
import { expect, test } from "vitest";
import { AlteredFile, installProgress } from "./install-progress.ts";

const base = "https://intranet.example/outils/sw.js";
const files = [
  { url: "assets/a.js", revision: null, bytes: 5 },
  { url: "index.html", revision: "1", bytes: 3 },
];

function counting() {
  const told: number[] = [];
  const plugin = installProgress(files, base, (done) => told.push(done));
  const fetched = (url: string, body: BodyInit | null, init?: ResponseInit) =>
    plugin.fetchDidSucceed!({
      request: new Request(new URL(url, base)),
      response: new Response(body, init),
      event: {} as ExtendableEvent,
    });
  return { told, plugin, fetched };
}

test("bytes are told as they come, those of an earlier try too", async () => {
  const { told, plugin, fetched } = counting();
  await plugin.cachedResponseWillBeUsed!({
    request: new Request(new URL("index.html", base)),
    cachedResponse: new Response("abc"),
    cacheName: "copy",
    event: { type: "install" } as ExtendableEvent,
  });
  expect(await (await fetched("assets/a.js", "12345")).text()).toBe("12345");
  expect(told).toEqual([3, 8]);
});

test("what is served from the copy later counts for nothing", async () => {
  const { told, plugin } = counting();
  await plugin.cachedResponseWillBeUsed!({
    request: new Request(new URL("index.html", base)),
    cachedResponse: new Response("abc"),
    cacheName: "copy",
    event: { type: "fetch" } as ExtendableEvent,
  });
  expect(told).toEqual([]);
});

test("a file cut short, a longer one and a refusal are not taken", async () => {
  const { fetched } = counting();
  await expect(fetched("assets/a.js", "1234").then((response) => response.text())).rejects.toThrow(AlteredFile);
  await expect(fetched("assets/a.js", "<html>").then((response) => response.text())).rejects.toThrow(AlteredFile);
  await expect(fetched("assets/a.js", "12345", { status: 404 })).rejects.toThrow(AlteredFile);
});

test("headers go along, but for those of the packing it travelled in", async () => {
  const { fetched } = counting();
  const headers = { "Content-Type": "text/javascript", "Content-Encoding": "gzip", "Content-Length": "2" };
  const kept = await fetched("assets/a.js", "12345", { headers });
  expect(Object.fromEntries(kept.headers)).toEqual({ "content-type": "text/javascript" });
});
