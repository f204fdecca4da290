import type { AreaPlan } from "../../core/geoplateforme/area-plan.ts";
import { REQUESTS_PER_SECOND } from "../../core/geoplateforme/imagery.ts";
import { createPace } from "../../core/geoplateforme/pace.ts";
import { clock } from "./clock.ts";
import { imageRequests, type Network } from "./request-image.ts";
import { getMapUrl } from "./wms.ts";

/** The network of a worker or a page, at a download's pace. */
export function realNetwork(): Network {
  return { fetch: (url, options) => fetch(url, options), clock, pace: createPace(REQUESTS_PER_SECOND.download, clock) };
}

/**
 * The tiles of a plan as JPEG streams, asked for in whatever order and number: the network keeps the pace. When one
 * cannot be had, the others under way are given up. See `imageRequests` for the errors.
 */
export function areaTiles(
  plan: AreaPlan,
  network: Network,
  signal: AbortSignal,
): (tile: number) => Promise<Uint8Array<ArrayBuffer>> {
  const request = imageRequests(network);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  return async (tile) => {
    try {
      return await request(getMapUrl(plan, tile), either);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
}
