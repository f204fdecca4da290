import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { type AppPage, expect } from "./app-page.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 A and AA, which RGAA follows, and what axe holds for good practice. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Scope {
  /** only what lies in this selector; the whole page otherwise */
  readonly within?: string;
  /** rules that do not hold here, each with its reason where it is called */
  readonly except?: readonly string[];
}

/** What the page shows now breaks no rule of axe; a failure names rule, place and remedy. */
export async function expectAccessible({ page }: AppPage, { within, except = [] }: Scope = {}): Promise<void> {
  // Neither a script tag nor a fetch, which the page's policy would refuse.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const options: RunOptions = {
    runOnly: tags,
    resultTypes: ["violations"],
    rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
  };
  const { violations } = await page.evaluate(
    ([within, options]) => {
      const { axe } = globalThis as unknown as { axe: { run(...given: unknown[]): Promise<AxeResults> } };
      return axe.run(within ?? document, options);
    },
    [within, options] as const,
  );
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}\n${failureSummary ?? ""}`),
  );
  expect(faults).toEqual([]);
}
