/**
 * Keeps a copy of the whole app, so that it opens and works without a network. It serves the copy's files and asks the
 * server for nothing but them: every other request (an image opened by a link, in ranges; IGN's server on the online
 * page) it leaves to the browser, under the policy of the page that made it. Its own policy can only be in the headers
 * of its response, which a static server may not send; so its code is what holds it to this origin.
 *
 * A new version waits until a page says `activate`. What the version before left is cleared once a page says `tidy`
 * and no other is open: until then a page of that version still finds its files.
 */
/// <reference lib="webworker" />
import { PrecacheController } from "workbox-precaching";
import type { BuiltFile } from "./built-file.ts";
import { AlteredFile, installProgress } from "./install-progress.ts";
import type { CopyFailure, CopySize, FromServiceWorker, ToServiceWorker } from "./messages.ts";

declare const self: ServiceWorkerGlobalScope;
/** Written by vite/service-worker.ts. */
declare const BUILT_FILES: readonly BuiltFile[];

const MILLISECONDS_BETWEEN_REPORTS = 150;

const total = BUILT_FILES.reduce((sum, { bytes }) => sum + bytes, 0);
let reported = 0;
const controller = new PrecacheController({
  plugins: [
    installProgress(BUILT_FILES, self.location.href, (done) => {
      if (done < total && Date.now() - reported < MILLISECONDS_BETWEEN_REPORTS) return;
      reported = Date.now();
      void tellPages({ offline: "progress", done, total });
    }),
  ],
});
controller.addToCacheList(BUILT_FILES.map(({ url, revision }) => ({ url, revision })));

self.addEventListener("install", (event) => {
  // What is in the cache stays there when this fails: the next try fetches the rest.
  const told = controller
    .install(event)
    .catch((error: unknown) => tellPages({ offline: "failed", reason: failureOf(error) }));
  event.waitUntil(told); // pages hear why before they see it gone
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || request.headers.has("Range")) return;
  url.search = "";
  url.hash = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  const cacheKey = controller.getCacheKeyForURL(url.href);
  if (cacheKey !== undefined) event.respondWith(controller.strategy.handle({ event, request, params: { cacheKey } }));
  else if (url.href.startsWith(new URL("assets/", self.location.href).href))
    event.respondWith(ofVersionBefore(request));
});

self.addEventListener("message", (event) => {
  const asked = event.data as ToServiceWorker;
  if (asked === "activate") void self.skipWaiting();
  else if (asked === "tidy") event.waitUntil(tidy(event));
  else if (asked === "size") event.waitUntil(sizeOf().then((size) => event.ports[0]?.postMessage(size)));
});

async function ofVersionBefore(request: Request): Promise<Response> {
  return (await (await openCopy()).match(request)) ?? fetch(request);
}

async function tidy(event: ExtendableMessageEvent): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length === 1) await controller.activate(event);
}

async function sizeOf(): Promise<CopySize> {
  const kept = new Set((await (await openCopy()).keys()).map(({ url }) => url));
  return { total, whole: [...controller.getURLsToCacheKeys().values()].every((key) => kept.has(key)) };
}

const openCopy = () => self.caches.open(controller.strategy.cacheName);

async function tellPages(message: FromServiceWorker): Promise<void> {
  for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true }))
    page.postMessage(message);
}

function failureOf(error: unknown): CopyFailure {
  if (error instanceof AlteredFile) return "altered";
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "quota" : "network";
}
