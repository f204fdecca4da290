import type { Browser } from "@playwright/test";
import { AppPage, expect } from "./app-page.ts";
import type { staticServer } from "./static-server.ts";

const PATIENCE_MILLISECONDS = 90_000;

/** Somebody whose browser keeps a copy of the app, and reaches nothing but through `staticServer`. */
export async function visitor(browser: Browser, { proxy }: Awaited<ReturnType<typeof staticServer>>) {
  const context = await browser.newContext({ proxy, locale: "fr-FR", viewport: { width: 1366, height: 768 } });
  const app = new AppPage(await context.newPage());
  app.keepsCopy = true;
  return { context, app };
}

export const copyOf = (app: AppPage) => app.page.getByTestId("offline");

export async function expectReady(app: AppPage): Promise<void> {
  await expect(copyOf(app)).toHaveAttribute("data-state", "ready", { timeout: PATIENCE_MILLISECONDS });
}
