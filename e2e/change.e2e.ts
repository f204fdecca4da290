import { expect, test } from "./support/app-page.ts";

test("demo", async ({ app }) => {
  const { page } = app;
  const shot = (name: string) => page.screenshot({ path: `/tmp/h/screenshots-screen/${name}.png` });
  page.on("console", (message) => console.warn(message.text()));
  await app.open();
  await shot("1-empty");
  await page.getByTestId("compare-demo").click();
  await expect(page.getByTestId("comparison-banner")).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(6000);
  await shot("2-awaited");
  const start = Date.now();
  await page.getByTestId("back-to-comparison").click();
  await page.waitForTimeout(1000);
  await shot("3-slots");
  await expect(page.getByTestId("land-take").or(page.getByTestId("error"))).toBeVisible({ timeout: 280_000 });
  console.warn("compared after", (Date.now() - start) / 1000);
  await page.waitForTimeout(500);
  await shot("4-figures");
});
