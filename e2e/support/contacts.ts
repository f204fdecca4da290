import type { Page } from "@playwright/test";

/** Whatever a page, its workers, other tabs and its service worker ask the network for, even if it is refused there. */
export class Contacts {
  readonly #asked: string[] = [];
  readonly #allowed = new Set<string>();

  constructor(page: Page) {
    page.context().on("request", (request) => this.#asked.push(request.url()));
    page.on("websocket", (socket) => this.#asked.push(socket.url()));
  }

  /** @param url anything at an origin that may be asked */
  allow(url: string): void {
    this.#allowed.add(new URL(url).origin);
  }

  /** Addresses at other origins than those allowed; blob: and data: are no requests. */
  elsewhere(): readonly string[] {
    return this.#asked.filter((url) => /^(http|ws)s?:/.test(url) && !this.#allowed.has(new URL(url).origin));
  }
}
