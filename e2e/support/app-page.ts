import { readFileSync } from "node:fs";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type { ExportFormat } from "../../src/core/ports/export-formats.ts";
import { STEP } from "../../src/ui/path.ts";
import { Contacts } from "./contacts.ts";

/** Every page of the test that runs, in whatever browser it was opened. */
const opened: AppPage[] = [];

/** The app as a user meets it, with what went wrong in the console collected. */
export class AppPage {
  readonly complaints: string[] = [];
  readonly page: Page;
  /** Its own origin is allowed; a journey that asks another, or has it refused, allows it by name. */
  readonly contacts: Contacts;
  /** Whether it copies itself for offline use, 30 MB each time: only journeys about that need to. */
  keepsCopy = false;

  constructor(page: Page) {
    this.page = page;
    this.contacts = new Contacts(page);
    opened.push(this);
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  async open(path = "/"): Promise<void> {
    // Playwright cannot answer the save dialogue: without it the app downloads, as Firefox does.
    await this.page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "showSaveFilePicker");
      Reflect.deleteProperty(globalThis, "showOpenFilePicker");
    });
    if (!this.keepsCopy)
      await this.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    await this.page.goto(path);
    this.contacts.allow(this.page.url());
  }

  async openDemo(): Promise<void> {
    await this.page.getByTestId("demo").click();
    await expect(this.page.getByTestId("image-summary")).toContainText("scène de synthèse");
  }

  async openFile(name: string, bytes: Uint8Array): Promise<void> {
    await this.page
      .locator('input[type="file"][accept*="tif"]')
      .first()
      .setInputFiles({ name, mimeType: "image/tiff", buffer: Buffer.from(bytes) });
  }

  /** Drops a file on the page, as a hand would. */
  async drop(name: string, bytes: Uint8Array): Promise<void> {
    await this.dropAll({ [name]: bytes });
  }

  /** Drops several files at once. */
  async dropAll(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
    const contents = Object.entries(files).map(
      ([name, bytes]) => [name, Buffer.from(bytes).toString("base64")] as const,
    );
    const transfer = await this.page.evaluateHandle((contents) => {
      const transfer = new DataTransfer();
      for (const [name, data] of contents) {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      return transfer;
    }, contents);
    await this.page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  }

  async segment(): Promise<void> {
    await this.startSegmenting();
    await this.segmented();
  }

  async startSegmenting(): Promise<void> {
    await this.openStep("segment");
    await this.page.getByTestId("segment").click();
  }

  /** The run has ended; its step is folded then, as the path goes on to the next one. */
  async segmented(): Promise<void> {
    await expect(this.page.getByTestId("run-done")).toBeAttached({ timeout: 150_000 });
  }

  /** Makes a file and saves it; the year is left out where it is asked for. */
  async export(format: ExportFormat["id"], path: string): Promise<Buffer> {
    await this.make(format);
    const download = this.page.waitForEvent("download");
    await this.page.getByTestId("save-export").click();
    await (await download).saveAs(path);
    await expect(this.page.getByTestId("saved")).toBeVisible();
    return readFileSync(path);
  }

  async make(format: ExportFormat["id"]): Promise<void> {
    await this.openStep("export");
    const button = this.page.getByTestId(`export-${format}`);
    if (!(await button.isVisible())) await this.page.getByTestId("other-formats").locator("summary").click();
    await button.click();
    const asked = this.page.getByTestId("without-millesime");
    const ready = this.page.getByTestId("save-export");
    await expect(asked.or(ready)).toBeVisible({ timeout: 60_000 });
    if (await asked.isVisible()) await asked.click();
    await expect(ready).toBeVisible({ timeout: 60_000 });
  }

  stepTitle(step: keyof typeof STEP): Locator {
    return this.page.getByTestId(`step-${STEP[step]}`);
  }

  /** Unfolds a step of the path; one that cannot be reached yet stays folded. */
  async openStep(step: keyof typeof STEP): Promise<void> {
    const title = this.stepTitle(step);
    if ((await title.getAttribute("aria-expanded")) !== "true") await title.click();
  }

  /** Once there is an image or a model of the user's. */
  async openModelStep(): Promise<void> {
    await this.openStep("model");
  }

  async chooseBackend(wanted: "auto" | "webgpu" | "wasm", allowSoftwareGpu = false): Promise<void> {
    await this.openModelStep();
    await this.page.getByText("Réglages").click();
    await this.page.getByTestId("backend-wanted").selectOption(wanted);
    if (allowSoftwareGpu) await this.page.getByText("Accepter un WebGPU logiciel").click();
  }
}

export const test = base.extend<{ app: AppPage; nothingLeaves: undefined }>({
  // In every journey, asked for or not; set up first, so it looks when all pages are closed.
  nothingLeaves: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from it
    async ({}, use) => {
      opened.length = 0;
      await use(undefined);
      expect(opened.flatMap(({ contacts }) => contacts.elsewhere())).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, use) => {
    await use(new AppPage(page));
  },
});
export { expect };
