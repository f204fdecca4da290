import { appError } from "../../core/errors.ts";
import { BLOCK_MILLISECONDS } from "../../core/geoplateforme/imagery.ts";
import type { Clock, Pace } from "../../core/geoplateforme/pace.ts";

/** What asking needs of the world; `fetch` as the browser has it. */
export interface Network {
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly pace: Pace;
}

/** Asks for one JPEG image; see `imageRequests`. */
export type ImageRequest = (url: string, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;

const MOST_TRIES = 6;
/** Before the second try after a failure of the server or of the line; doubled each time: half a minute in all. */
const FIRST_PAUSE_MILLISECONDS = 1000;
const PATIENCE_MILLISECONDS = 60_000;
const QUOTED_CHARACTERS = 200;

type Answer =
  | { readonly kind: "image"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "too-many"; readonly pauseMilliseconds: number }
  | { readonly kind: "failed"; readonly detail: string }
  | { readonly kind: "unreachable"; readonly cause: unknown };

/**
 * Requests of one download. 429 holds all of them for as long as the server says, else for its block of 5 s; 5xx and a
 * lost line are tried again, more slowly each time. Nothing but the address goes out: no cookie, no referrer.
 *
 * Rejects with `online-refused` when the very first answers cannot be read (no network, or no CORS headers: a browser
 * does not tell which), `online-busy`, `online-failed`, `online-answer-invalid` (with the server's own words), or the
 * signal's reason.
 */
export function imageRequests({ fetch, clock, pace }: Network): ImageRequest {
  let reached = false;

  async function ask(url: string, signal: AbortSignal): Promise<Answer> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)]);
    try {
      const response = await fetch(url, { signal: limit, credentials: "omit", referrerPolicy: "no-referrer" });
      reached = true;
      if (response.status === 429)
        return { kind: "too-many", pauseMilliseconds: retryAfter(response.headers.get("Retry-After")) };
      if (response.status >= 500) return { kind: "failed", detail: `HTTP ${response.status}` };
      const type = response.headers.get("Content-Type") ?? "";
      if (!response.ok || !type.startsWith("image/jpeg"))
        throw appError("online-answer-invalid", { detail: await wordsOf(response, type) });
      return { kind: "image", bytes: new Uint8Array(await response.arrayBuffer()) };
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof TypeError || cause instanceof DOMException) return { kind: "unreachable", cause };
      throw cause;
    }
  }

  return async (url, signal) => {
    for (let tries = 1; ; tries++) {
      await pace.turn(signal);
      const answer = await ask(url, signal);
      if (answer.kind === "image") return answer.bytes;
      if (answer.kind === "unreachable" && !reached) throw appError("online-refused", {}, answer.cause);
      if (tries === MOST_TRIES) throw givenUp(answer);
      if (answer.kind === "too-many") pace.hold(answer.pauseMilliseconds);
      else await clock.wait(FIRST_PAUSE_MILLISECONDS * 2 ** (tries - 1), signal);
    }
  };
}

function givenUp(answer: Exclude<Answer, { kind: "image" }>): Error {
  switch (answer.kind) {
    case "too-many":
      return appError("online-busy", {});
    case "failed":
      return appError("online-failed", { detail: answer.detail });
    case "unreachable":
      return appError("online-failed", { detail: String(answer.cause) }, answer.cause);
  }
}

/** Seconds; a date, or nothing, is taken for the block that the service announces. */
function retryAfter(header: string | null): number {
  const seconds = Number(header ?? Number.NaN);
  return seconds > 0 ? seconds * 1000 : BLOCK_MILLISECONDS;
}

/** What the server says instead of an image: the text of its (OGC) exception, else its status and type. */
async function wordsOf(response: Response, type: string): Promise<string> {
  const fallback = `HTTP ${response.status}, ${type || "?"}`;
  if (!/xml|text\/plain/.test(type)) return fallback;
  const text = await response.text();
  const exception = /<(?:\w+:)?(?:ServiceException|ExceptionText|Exception)\b[^>]*>([^<]*[^<\s][^<]*)</.exec(text)?.[1];
  return exception?.replace(/\s+/g, " ").trim().slice(0, QUOTED_CHARACTERS) ?? fallback;
}
