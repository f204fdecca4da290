import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { BackendChoice, BackendSettings } from "../../src/core/ports/backend-choice.ts";
import type { ModelManifest } from "../../src/core/ports/model-manifest.ts";
import type { ModelSource } from "../../src/workers/api.ts";

export interface Answered {
  readonly classes: Uint8Array;
  readonly confidence: Uint8Array;
}

/** The inference worker as it is shipped in `dist/`, driven without the application around it. */
export class InferenceWorker {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async start(page: Page): Promise<InferenceWorker> {
    const module = readdirSync("dist/assets").find((name) => /^inference\.worker-.*\.js$/.test(name));
    await page.route("**/models-under-test/**", (route) => {
      const path = new URL(route.request().url()).pathname.replace("/models-under-test/", "models/");
      return route.fulfill({ body: readFileSync(path), contentType: "application/octet-stream" });
    });
    await page.goto("/");
    await page.evaluate((path) => {
      const code = new Blob([`import ${JSON.stringify(new URL(path, location.href).href)};`], {
        type: "text/javascript",
      });
      const worker = new Worker(URL.createObjectURL(code), { type: "module", name: "inference under test" });
      let calls = 0;
      // comlink's messages: the page under test has no comlink of its own to lend
      const ask = (method: string, ...values: unknown[]) =>
        new Promise<unknown>((resolve, reject) => {
          const id = `test-${++calls}`;
          worker.addEventListener("error", (event) => reject(new Error(event.message)));
          worker.addEventListener("message", ({ data }) => {
            if (data.id !== id) return;
            if (data.type === "RAW") resolve(data.value);
            else reject(new Error(JSON.stringify(data.value)));
          });
          const argumentList = values.map((value) => ({ type: "RAW", value }));
          worker.postMessage({ id, type: "APPLY", path: [method], argumentList });
        });
      Object.assign(globalThis, { askWorker: ask });
    }, `/assets/${module}`);
    return new InferenceWorker(page);
  }

  async load(manifest: ModelManifest, settings: BackendSettings): Promise<BackendChoice> {
    const url = (role: string) => {
      const path = manifest.files.find((file) => file.role === role)!.path;
      return new URL(`/models-under-test/${manifest.id}/${path}`, this.page.url()).href;
    };
    const gpuUrls = { classes: url("classes"), "classes-fp16": url("classes-fp16") };
    const source: ModelSource = { manifest, url: url("logits"), gpuUrls };
    return await this.page.evaluate(
      ([source, settings]) => askWorker("load", source, settings) as Promise<BackendChoice>,
      [source, settings] as const,
    );
  }

  /** @param pixels one window, RGB interleaved, all of it data */
  async run({ windowPx }: ModelManifest, pixels: Uint8Array): Promise<Answered> {
    const answer = await this.page.evaluate(
      async ([size, text]) => {
        const pixels = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const mask = new Uint8Array(size * size).fill(255);
        const window = { width: size, height: size, bands: 3, pixels, mask, affine: [1, 0, 0, 0, -1, 0] };
        const { classes, confidence } = (await askWorker("run", window)) as Answered;
        return { classes: [...classes], confidence: [...confidence] };
      },
      [windowPx, Buffer.from(pixels).toString("base64")] as const,
    );
    return { classes: Uint8Array.from(answer.classes), confidence: Uint8Array.from(answer.confidence) };
  }
}

declare global {
  /** in the page, once a worker is started */
  function askWorker(method: string, ...values: unknown[]): Promise<unknown>;
}
