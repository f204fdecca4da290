import { afterEach, expect, test } from "vitest";
import type { AppError } from "../../core/errors.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { planArea } from "../../core/geoplateforme/area-plan.ts";
import { GEOPLATEFORME_ORIGIN, REQUESTS_PER_SECOND } from "../../core/geoplateforme/imagery.ts";
import { createPace } from "../../core/geoplateforme/pace.ts";
import { fakeClock } from "../../testing/fake-clock.ts";
import { startWmsServer, type WmsHabits, type WmsServer } from "../../testing/wms-server.ts";
import { areaTiles } from "./download-area.ts";

/** 3 × 2 requests. */
const plan = planArea([700_000, 6_600_000, 700_600, 6_600_400], crsOf(2154)!)!;

let server: WmsServer | undefined;
afterEach(() => server?.close());

/** Asks a server with such habits for the whole plan, at a pace of its own if given, in a time that nobody waits for. */
async function takeAll(habits: WmsHabits, perSecond: number = REQUESTS_PER_SECOND.download, signal = neverAborted()) {
  const clock = fakeClock();
  server = await startWmsServer((_, width, height) => new Uint8Array(width * height * 3).fill(90), {
    ...habits,
    now: clock.now,
  });
  const { origin } = server;
  const fetchHere = (url: string, options: RequestInit) => {
    expect(url.startsWith(`${GEOPLATEFORME_ORIGIN}/wms-r?`)).toBe(true);
    return fetch(url.replace(GEOPLATEFORME_ORIGIN, origin), options);
  };
  const tile = areaTiles(plan, { fetch: fetchHere, clock, pace: createPace(perSecond, clock) }, signal);
  return await Promise.all(Array.from({ length: plan.requests }, (_, index) => tile(index)));
}

const neverAborted = () => new AbortController().signal;
const statuses = () => server!.log.map(({ status }) => status);
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as AppError,
  );

test("every tile comes, asked for once, in boxes that lie side by side", async () => {
  const tiles = await takeAll({});
  expect(statuses()).toEqual([200, 200, 200, 200, 200, 200]);
  for (const tile of tiles) expect([...tile.subarray(0, 2)]).toEqual([0xff, 0xd8]);
  const boxes = server!.log.map(({ url }) => url.searchParams.get("BBOX"));
  expect(boxes.slice(0, 4)).toEqual([
    "700000,6600195.2,700204.8,6600400",
    "700204.8,6600195.2,700409.6,6600400",
    "700409.6,6600195.2,700614.4,6600400",
    "700000,6599990.4,700204.8,6600195.2",
  ]);
});

test("the pace stays under the service's limit, and the limit itself is never met", async () => {
  await takeAll({ perSecond: 16 });
  expect(statuses()).not.toContain(429);
});

test("429: nothing is asked for as long as the server says, then all of it comes", async () => {
  const tiles = await takeAll({ perSecond: 3 });
  expect(tiles).toHaveLength(plan.requests);
  const refused = server!.log.findIndex(({ status }) => status === 429);
  expect(refused).toBe(3);
  const answered = server!.log.slice(refused).find(({ status }) => status === 200)!;
  expect(answered.at - server!.log[refused]!.at).toBeGreaterThanOrEqual(5000);
  expect(statuses().filter((status) => status === 200)).toHaveLength(plan.requests);
});

test("a server that fails for a moment is asked again; one that goes on failing is given up", async () => {
  expect(await takeAll({ failures: 3 })).toHaveLength(plan.requests);
  server!.close();
  const error = await rejection(takeAll({ failures: 1000 }));
  expect(error).toMatchObject({ tag: "online-failed", fields: { detail: "HTTP 503" } });
});

test("one that answers 429 for ever is given up too", async () => {
  expect(await rejection(takeAll({ perSecond: 0 }))).toMatchObject({ tag: "online-busy" });
});

test("what is no image is refused in the server's own words, at once", async () => {
  const error = await rejection(takeAll({ exception: "Layer  HR.ORTHO\n unknown" }));
  expect(error).toMatchObject({ tag: "online-answer-invalid", fields: { detail: "Layer HR.ORTHO unknown" } });
  expect(statuses().length).toBeLessThanOrEqual(plan.requests);
});

test("no answer at all is told from one that stops coming", async () => {
  const clock = fakeClock();
  const ask = (fetchHere: (url: string) => Promise<Response>) =>
    rejection(areaTiles(plan, { fetch: fetchHere, clock, pace: createPace(15, clock) }, neverAborted())(0));
  let asked = 0;
  const refused = await ask(async () => {
    asked++;
    throw new TypeError("Failed to fetch");
  });
  expect([refused?.tag, asked]).toEqual(["online-refused", 1]);
  const lost = await ask(async () => {
    if (asked++ === 1) return new Response("", { status: 500 });
    throw new TypeError("Failed to fetch");
  });
  expect(lost).toMatchObject({ tag: "online-failed", fields: { detail: "TypeError: Failed to fetch" } });
});

test("giving up ends every request with its reason", async () => {
  const controller = new AbortController();
  const taking = takeAll({ perSecond: 1 }, 15, controller.signal);
  setTimeout(() => controller.abort(new Error("enough")), 20);
  await expect(taking).rejects.toThrow("enough");
});
