import type { Page } from "@playwright/test";

/** Puts a file on this machine and lets the browser's dialogue choose it, with a handle as Chromium gives it. */
export async function chooseFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    async ([name, text]) => {
      const file = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
      const writable = await file.createWritable();
      await writable.write(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
      await writable.close();
      Object.assign(globalThis, { showOpenFilePicker: async () => [file] });
    },
    [name, Buffer.from(bytes).toString("base64")] as const,
  );
}
