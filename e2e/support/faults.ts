import type { Page } from "@playwright/test";

/** Which worker is to die, and at what: the `nth` call (from 1) of a method is sent, and it is gone. */
export interface Death {
  readonly worker: string;
  readonly method: string;
  readonly nth?: number;
}

/**
 * Lets workers of the page be killed: what the page sees is an error event and no answer, as when the browser ends one.
 * To be called before the page is opened; `kill` says which is next.
 */
export async function mortalWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Native = globalThis.Worker;
    let next: { worker: string; method: string; nth: number } | undefined;
    let deaths = 0;
    class Mortal extends Native {
      readonly #name: string;
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.#name = options?.name ?? "";
      }
      override postMessage(message: unknown, ...rest: unknown[]): void {
        // comlink's: a call names its method in `path`
        const path = (message as { path?: readonly string[] } | null)?.path ?? [];
        super.postMessage(message, ...(rest as [StructuredSerializeOptions]));
        if (next === undefined || this.#name !== next.worker || path[0] !== next.method || --next.nth > 0) return;
        next = undefined;
        deaths++;
        setTimeout(() => {
          this.terminate();
          this.dispatchEvent(new ErrorEvent("error", { message: "killed by the test" }));
        });
      }
    }
    Object.assign(globalThis, {
      Worker: Mortal,
      killNext: (death: typeof next) => {
        next = death;
        deaths = 0;
      },
      deaths: () => deaths,
    });
  });
}

export async function kill(page: Page, { worker, method, nth = 1 }: Death): Promise<void> {
  await page.evaluate((death) => killNext(death), { worker, method, nth });
}

/** Whether the one that `kill` named has died. */
export async function hasDied(page: Page): Promise<boolean> {
  return await page.evaluate(() => deaths() === 1);
}

/**
 * Has a line run in every worker of a kind before its own code.
 * @param times in so many of them, those that start first
 */
export async function sabotage(
  page: Page,
  worker: string,
  code: string,
  times = Number.POSITIVE_INFINITY,
): Promise<void> {
  let left = times;
  await page.route(new RegExp(`/${worker}\\.worker-[^/]*\\.js$`), async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    // After the imports, which come first whatever is written before them.
    await route.fulfill({ response, body: left-- > 0 ? `${code}\n${text}` : text });
  });
}

declare global {
  function killNext(death: { worker: string; method: string; nth: number }): void;
  function deaths(): number;
}
