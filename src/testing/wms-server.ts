import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Bounds } from "../core/geo/bounds.ts";
import { ORTHO_LAYER } from "../core/geoplateforme/imagery.ts";
import { encodeJpeg } from "./encode-jpeg.ts";

/** What the server does besides answering well. */
export interface WmsHabits {
  /** requests it bears in a second before it blocks their address */
  perSecond?: number;
  blockMilliseconds?: number;
  /** the next request is one too many */
  blockNext?: boolean;
  /** answered 503 before anything else */
  failures?: number;
  /** who may read its answers; "*" unless given, null for no header at all */
  allowOrigin?: string | null;
  /** instead of the image, a WMS exception with these words, and HTTP 200 as many servers have it */
  exception?: string;
  /** milliseconds; real time unless given */
  now?: () => number;
}

export interface WmsServer {
  readonly origin: string;
  /** every request, in order, with its time and the status it got */
  readonly log: { readonly url: URL; readonly at: number; readonly status: number }[];
  readonly habits: WmsHabits;
  close(): void;
}

/** RGB of an extent in so many pixels, in x, y order whatever the system. */
export type Painter = (bounds: Bounds, width: number, height: number) => Uint8Array;

const SYSTEMS = ["EPSG:2154", "EPSG:3857", "EPSG:2972", "EPSG:2975", "EPSG:4467", "EPSG:4471", "EPSG:5490"];
const MOST_PX = 10_000;

/**
 * A server on this machine that answers GetMap as IGN's raster WMS does: it is as strict about parameters, blocks who
 * asks too much, and allows other sites to read. For tests only.
 */
export async function startWmsServer(paint: Painter, habits: WmsHabits = {}): Promise<WmsServer> {
  const log: WmsServer["log"] = [];
  let blockedUntil = Number.NEGATIVE_INFINITY;
  const now = () => (habits.now ?? Date.now)();

  async function answer(url: URL, response: ServerResponse): Promise<void> {
    const at = now();
    const end = (status: number, type: string, body: Uint8Array | string, headers = {}) => {
      log.push({ url, at, status });
      const { allowOrigin = "*" } = habits;
      // a kept connection may close just as the next request comes
      const once = { Connection: "close" };
      const allowed = allowOrigin === null ? {} : { "Access-Control-Allow-Origin": allowOrigin };
      response.writeHead(status, { "Content-Type": type, ...once, ...allowed, ...headers }).end(body);
    };
    const { perSecond = Number.POSITIVE_INFINITY, blockMilliseconds = 5000 } = habits;
    const recent = log.filter((one) => one.at > at - 1000 && one.status !== 429).length;
    if (at >= blockedUntil && (recent >= perSecond || habits.blockNext === true)) blockedUntil = at + blockMilliseconds;
    habits.blockNext = false;
    if (at < blockedUntil) {
      const seconds = String(Math.ceil((blockedUntil - at) / 1000));
      return end(429, "text/plain", "Too Many Requests", { "Retry-After": seconds });
    }
    if (habits.failures !== undefined && habits.failures-- > 0) return end(503, "text/plain", "Service Unavailable");
    if (habits.exception !== undefined) return end(200, "text/xml", exceptionOf(habits.exception));
    const fault = faultOf(url);
    if (fault !== undefined) return end(400, "application/xml", exceptionOf(fault));
    const { BBOX, WIDTH, HEIGHT } = parametersOf(url);
    const [width, height] = [Number(WIDTH), Number(HEIGHT)];
    const bounds = BBOX!.split(",").map(Number) as unknown as Bounds;
    end(200, "image/jpeg", await encodeJpeg(paint(bounds, width, height), width, height));
  }

  const server = createServer((request, response) => {
    void answer(new URL(request.url!, "http://localhost"), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, log, habits, close: () => server.close() };
}

function parametersOf(url: URL): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries([...url.searchParams].map(([name, value]) => [name.toUpperCase(), value]));
}

function faultOf(url: URL): string | undefined {
  const wanted = {
    SERVICE: ["WMS"],
    VERSION: ["1.3.0"],
    REQUEST: ["GetMap"],
    LAYERS: [ORTHO_LAYER],
    STYLES: ["", "normal"],
  };
  const given = parametersOf(url);
  for (const [name, values] of Object.entries({ ...wanted, FORMAT: ["image/jpeg"], CRS: SYSTEMS }))
    if (!values.includes(given[name]!)) return `Parametre ${name} invalide : ${given[name]}`;
  if (url.pathname !== "/wms-r") return `Service inconnu : ${url.pathname}`;
  const sizes = [given["WIDTH"], given["HEIGHT"]].map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0 && size <= MOST_PX)) return "WIDTH ou HEIGHT invalide";
  const [minX, minY, maxX, maxY] = (given["BBOX"] ?? "").split(",").map(Number) as [number, number, number, number];
  return minX < maxX && minY < maxY ? undefined : `BBOX invalide : ${given["BBOX"]}`;
}

function exceptionOf(words: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc">
  <ServiceException code="InvalidParameterValue">${words}</ServiceException>
</ServiceExceptionReport>`;
}
