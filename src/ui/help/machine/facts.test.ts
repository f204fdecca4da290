import { expect, test } from "vitest";
import { type FeatureId, featureIds, type Machine } from "../../../core/machine.ts";
import { formatsOf } from "../../../i18n/index.ts";
import { machineMessagesOf } from "../../../i18n/machine.ts";
import { browserName } from "./browser-name.ts";
import { asText, sectionsOf, type Use } from "./facts.ts";

const having = (...have: FeatureId[]): Machine["features"] =>
  Object.fromEntries(featureIds.map((id) => [id, have.includes(id)])) as Machine["features"];

/** A laptop of a town hall whose intranet serves plain http. */
const plainHttp: Machine = {
  features: having("simd", "database"),
  gpu: undefined,
  threads: 4,
  memoryGigabytes: undefined,
  storage: undefined,
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
};

const use: Use = {
  compute: "Processeur (WASM)",
  atOnce: 4,
  durable: false,
  windowsPerSecond: undefined,
  measuredBy: "test",
  keptMetres: 64,
};

const sections = (machine: Machine, used: Use) =>
  sectionsOf(machine, used, machineMessagesOf.fr.machine, formatsOf("fr"));
const facts = (machine: Machine, used: Use) => sections(machine, used).flatMap((section) => section.facts);

test("what is lacking says what that means, what is there does not", () => {
  for (const locale of ["fr", "en"] as const) {
    const { label, lack } = machineMessagesOf[locale].machine;
    const shown = sectionsOf(plainHttp, use, machineMessagesOf[locale].machine, formatsOf(locale)).flatMap(
      (section) => section.facts,
    );
    for (const id of featureIds) {
      const fact = shown.find((one) => one.label === label[id]);
      expect(fact?.lack).toBe(plainHttp.features[id] ? undefined : lack[id]);
    }
  }
});

test("the speed of a run is told as it was, that of the test as an upper bound", () => {
  const speed = (used: Use) => facts(plainHttp, used).find(({ label }) => label === "Vitesse mesurée")?.value;
  expect(speed(use)).toContain("pas encore");
  // 244 windows of 64 m make a km²
  expect(speed({ ...use, windowsPerSecond: 2.44, measuredBy: "run" })).toMatch(
    /^2,4\sfenêtres par seconde.*1\smin\s40\ss$/,
  );
  expect(speed({ ...use, windowsPerSecond: 2.44 })).toMatch(/^au plus 2,4/);
});

test("the text for support has every line of the page and what the browser says of itself", () => {
  const machine = { ...plainHttp, gpu: { name: "apple metal-3", maxBufferBytes: 4e9 } };
  const text = asText(sections(machine, use), "0.1.0", machine);
  for (const { label, value, lack = "" } of facts(machine, use)) {
    expect(text).toContain(`- ${label}\u00a0: ${value}`);
    expect(text).toContain(lack);
  }
  expect(text).toMatch(/^Ocsol 0\.1\.0\n/);
  expect(text.endsWith(plainHttp.userAgent)).toBe(true);
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128.0"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.2849.68",
    "Edge 130.0",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    "Chrome 130.0",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Safari 18.1",
  ],
  ["Lynx/2.9", "Lynx/2.9"],
])("%s is called %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
