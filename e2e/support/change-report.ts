import { writeFileSync } from "node:fs";
import type { TestInfo } from "@playwright/test";
import { type AppPage, expect } from "./app-page.ts";
import { expectAccessible } from "./axe.ts";

const testId = "report-take";

/** Text of the cell of certain hectares, by the row's name. */
async function printed({ page }: AppPage): Promise<Record<string, string>> {
  const rows = await page.getByTestId(testId).locator("tbody tr").all();
  const read = rows.map(
    async (row) => [(await row.getAttribute("data-figure"))!, await row.locator("td").first().innerText()] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

interface PrintedReport {
  readonly take: Readonly<Record<string, number>>;
  readonly points: Readonly<Record<string, number>>;
}

/** Sums of the rows of the confusion matrix, where a row has any. */
async function pointsTold({ page }: AppPage): Promise<Record<string, number>> {
  const rows = await page.getByTestId("report-confusion").locator("tbody tr").all();
  const read = rows.map(
    async (row) =>
      [(await row.getAttribute("data-stratum"))!, Number(await row.locator("td").last().innerText())] as const,
  );
  return Object.fromEntries((await Promise.all(read)).filter(([, count]) => count > 0));
}

const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/**
 * Opens the report of the comparison, whose photographs are both open, from the step where it is saved; puts it on paper
 * in both languages (left beside the test's other output, to be looked at), and goes back.
 * @returns as printed in French: certain hectares by row of the key figures, points told of the sample by stratum
 */
export async function printChangeReport(app: AppPage, info: TestInfo): Promise<PrintedReport> {
  const { page } = app;
  const onPaper = async (name: string) => {
    await expect(page.getByTestId("report-map")).toHaveAttribute("data-drawing", "drawn", { timeout: 60_000 });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    writeFileSync(info.outputPath(`${name}.pdf`), pdf);
    expect(pagesOf(pdf)).toBeGreaterThan(3);
    expect(pagesOf(pdf)).toBeLessThan(12);
  };
  await page.getByTestId("open-change-report").click();
  await expect(page.getByTestId("report-limits")).toContainText("ENAF");
  const french = await printed(app);
  const points = await pointsTold(app);
  await onPaper("rapport");
  await page.screenshot({ path: info.outputPath("rapport.png") });
  await expectAccessible(app);
  await page.getByTestId("report").getByRole("button", { name: "EN", exact: true }).click();
  await expect(page.getByTestId("report-limits")).toContainText("What these figures do not say");
  await onPaper("report");
  const english = Object.values(await printed(app)).map((text) => text.replaceAll(",", ""));
  expect(english).toEqual(Object.values(french).map((text) => text.replace(/\s/g, "").replace(",", ".")));
  await page.getByTestId("report").getByRole("button", { name: "FR", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("report")).toHaveCount(0);
  await expect(page.getByTestId("open-change-report")).toBeFocused();
  const hectares = (text: string) => Number(text.replace("−", "-").replace(/\s/g, "").replace(",", "."));
  return { take: Object.fromEntries(Object.entries(french).map(([row, text]) => [row, hectares(text)])), points };
}
