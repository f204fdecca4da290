import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ChangeFacts } from "../../../core/change/change-facts.ts";
import type { Weakness } from "../../../core/change/comparability.ts";
import { crsOf } from "../../../core/geo/crs.ts";
import { ocsgePreset } from "../../../core/landcover/presets.ts";
import type { ChangeReport, ReportedSide } from "../../../core/report/change-report.ts";
import type { Sample, SamplePoint } from "../../../core/sample/sample.ts";
import { flowsCsv, landTakeCsv } from "../../../export/change-csv.ts";
import { rfc4180 } from "../../../export/csv.ts";
import { comparabilityMessagesOf, weaknessSentence } from "../../../i18n/comparability.ts";
import type { Locale } from "../../../i18n/index.ts";
import { createApp } from "../../../state/store.ts";
import { changeFigures, changeTotals } from "../../../testing/change-figures.ts";
import type { Engine } from "../../../workers/engine.ts";
import { AppContext, LocaleContext } from "../../context.ts";
import ChangeReportView from "./ChangeReportView.tsx";
import { partsOf } from "./Flows.tsx";

const side = (year: string, facts: Partial<ReportedSide> = {}): ReportedSide => ({
  kind: "result",
  file: `commune_${year}.gpkg`,
  image: `ortho_${year}.tif`,
  millesime: year,
  date: `${year}-07-01`,
  model: "frugal 1.0",
  preset: ocsgePreset,
  simplifyMetres: 0,
  squareBuildings: false,
  epsg: 2154,
  resolutionMetres: 0.2,
  bounds: [0, 0, 1000, 1000],
  synthetic: false,
  imageCredit: "",
  photograph: true,
  modelCard: undefined,
  ...facts,
});

const figures = changeFigures({
  compared: 1_000_000,
  codes: ["CS1.1.1.1", "CS2.2.1"],
  flows: [
    [200_000, 1234],
    [45_678, 753_088],
  ],
  verdicts: [
    [200_000, 0, 1234],
    [0, 750_000, 0],
    [45_678, 0, 3088],
  ],
  landTake: { artificialised: 45_678, renatured: 1234, net: 44_444, mayBeArtificialised: 5000, mayBeRenatured: 600 },
  changes: {
    reviewed: changeTotals(3, 30_000),
    unreviewed: changeTotals(5, 16_912),
    rejected: changeTotals(2, 4000),
  },
});

const zone = { polygons: [] };

const report: ChangeReport = {
  of: "change",
  created: "2026-11-23T05:00:00Z",
  sides: { before: side("2018"), after: side("2024") },
  weaknesses: [],
  modelsAccepted: false,
  settings: { toleranceMetres: 1.5, shift: [0, 0] },
  misregistration: null,
  crs: crsOf(2154)!,
  bounds: [0, 0, 1000, 1000],
  figures,
  changes: [],
  zones: undefined,
  sample: undefined,
};

function markup(given: Partial<ChangeReport>, locale: Locale = "fr"): string {
  const app = createApp({} as Engine, [], "", { save: async () => {} }, "1.2.3");
  return renderToStaticMarkup(
    <AppContext value={app}>
      <LocaleContext value={{ locale, setLocale: () => {} }}>
        <ChangeReportView report={{ ...report, ...given }} draw={async () => {}} />
      </LocaleContext>
    </AppContext>,
  )
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
}

/** Texts of the cells of the rows of a table, heads of rows first. */
function rows(html: string, testId: string): string[][] {
  const table = new RegExp(`<table[^>]*data-testid="${testId}".*?</table>`, "s").exec(html)![0];
  return [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[dh].*?>(.*?)<\/t[dh]>/gs)].map(([, cell]) => cell!.replace(/<.*?>/g, "")),
  );
}

describe("key figures", () => {
  test("are the figures' own, certain and with what the use may add", () => {
    expect(rows(markup({}), "report-take").slice(1)).toEqual(
      [
        ["Artificialisé entre les deux dates", "4,57", "4,57 %", "+0,50", "4,57 et 5,07"],
        ["Renaturé entre les deux dates", "0,12", "0,12 %", "+0,06", "0,12 et 0,18"],
        ["Artificialisation nette : artificialisé moins renaturé", "4,44", "4,44 %", "+0,50 / −0,06", "4,38 et 4,94"],
      ].map((row) => row.map((cell) => cell.replace(" %", "\u00a0%").replace("nette :", "nette\u00a0:"))),
    );
  });

  /** A table that is exported, with areas to the digits of paper. */
  const exported = (csv: string) => {
    const [heads, ...lines] = csv
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(","));
    return lines.map((line) => (name: string) => Number(line[heads!.indexOf(name)]).toFixed(2));
  };

  test("are the export's, rounded to the digits of paper", () => {
    const [whole] = exported(landTakeCsv([{ zone: "ensemble", name: "", figures }], rfc4180));
    const printed = rows(markup({}, "en"), "report-take").map((row) => row[1]);
    expect(printed.slice(1)).toEqual(["artificialise", "renature", "artif_nette"].map(whole!));
  });

  test("and so are flows and zones", () => {
    const { codes } = figures;
    const flows = exported(flowsCsv(figures, rfc4180));
    const printed = rows(markup({}, "en"), "report-flows").map((row) => row.slice(1));
    expect(printed).toEqual([[...codes, "Total"], ...flows.map((line) => [...codes, "total_avant"].map(line))]);
    const zones = ["Agde", "Vias"].map((name, at) => {
      const landTake = {
        artificialised: 12_345 + at,
        renatured: 2345,
        net: 10_000,
        mayBeArtificialised: 777,
        mayBeRenatured: 88,
      };
      return { name, zone, figures: changeFigures({ compared: 123_456, uncompared: 7890, landTake }) };
    });
    const names = [
      ...["compare", "non_compare", "artificialise", "peut_etre_artificialise"],
      ...["renature", "peut_etre_renature", "artif_nette"],
    ];
    const lines = exported(
      landTakeCsv(
        zones.map((one) => ({ ...one, zone: "" })),
        rfc4180,
      ),
    );
    const table = rows(markup({ zones: { file: "communes.gpkg", list: zones } }, "en"), "report-zones");
    expect(table.slice(1, 3).map((row) => row.slice(1, -1))).toEqual(lines.map((line) => names.map(line)));
  });

  test("tell changes reviewed, not reviewed and rejected apart", () => {
    const html = markup({});
    expect(rows(html, "report-review").map(([, count, hectares]) => [count, hectares])).toEqual([
      ["Nombre", "Hectares"],
      ["Artificialisation", "Renaturation"],
      ["3", "3,00"],
      ["5", "1,69"],
      ["2", "0,40"],
    ]);
    expect(html).toContain("5 sur 10, soit 50,0\u00a0% de leur nombre et 66,8\u00a0% de leur surface");
    expect(html).toContain("vérifiée en partie");
  });
});

describe("what the report owns up to", () => {
  const weaknesses: readonly Weakness[] = [
    { weight: "asks", tag: "models-differ", before: "OCS GE", after: "frugal 1.0" },
    { weight: "warns", tag: "misregistration", metres: 0.9 },
    { weight: "warns", tag: "seasons-differ", before: "2018-02-01", after: "2024-07-01" },
  ];

  test.each(["fr", "en"] as const)("every warning again, and the yes to different models (%s)", (locale) => {
    const html = markup({ weaknesses, modelsAccepted: true }, locale);
    for (const weakness of weaknesses) expect(html).toContain(weaknessSentence(locale, weakness));
    const yes = locale === "fr" ? "a demandé la comparaison malgré cela" : "asked for the comparison all the same";
    expect(html.split(yes)).toHaveLength(2);
    expect(markup({ weaknesses }, locale)).not.toContain(yes);
  });

  test.each(["fr", "en"] as const)("that cover is no use, nor the consumption of ENAF (%s)", (locale) => {
    const html = markup({}, locale);
    for (const limit of comparabilityMessagesOf[locale].limits) expect(html).toContain(limit);
  });

  test("that figures have no interval where nobody has interpreted points", () => {
    expect(markup({})).toContain("sans intervalle de confiance");
    expect(markup({ sample: sampleOf([undefined, undefined]) })).toContain("aucun de ses points");
  });

  test("that a photograph is not here", () => {
    const sides = { before: side("2018", { photograph: false, kind: "ocsge", image: "" }), after: side("2024") };
    const html = markup({ sides });
    expect(html).toContain("La photographie d’avant n’est pas ici");
    expect(html.match(/<canvas/g)).toHaveLength(2);
  });
});

const before = { cover: "CS2.2.1", use: null, verdict: "never" } as const;
const built = { cover: "CS1.1.1.1", use: null, verdict: "certain" } as const;

const change: ChangeFacts = {
  id: 0,
  kind: "artificialised",
  before,
  after: built,
  found: { before: before.cover, after: built.cover },
  squareMetres: 600,
  confidence: 0.8,
  at: [500, 500],
  bounds: [490, 485, 510, 515],
  decision: undefined,
};

/** Points of ground that the map says was built on; what was seen there at the later date. */
const sampleOf = (seen: readonly (string | undefined)[]): Sample => ({
  of: "change",
  seed: 42,
  strata: [{ id: "artificialised", squareMetres: 45_678 }],
  design: { standardError: undefined, least: 2 },
  points: seen.map(
    (after, at): SamplePoint => ({
      number: at + 1,
      at: [0, 0],
      stratum: 0,
      mapped: { before, after: built },
      answer: after === undefined ? undefined : { before: before.cover, after, comment: "" },
    }),
  ),
});

test("a sample is printed with its points, its seed, its matrix and its intervals", () => {
  const html = markup({ sample: sampleOf([...Array(11).fill("CS1.1.1.1"), "CS2.2.1", "unsure", undefined]) });
  expect(html).toContain("14 points tirés, graine du tirage 42");
  expect(rows(html, "report-confusion").slice(1)).toEqual([
    ["1 Artificialisé", "11", "1", "12"],
    ["2 Stable, non artificialisé", "", "", ""],
  ]);
  const [, artificialised] = rows(html, "report-areas");
  // 11 of 12 points of 4.5678 ha
  expect(artificialised!.slice(0, 2)).toEqual(["Artificialisé", "4,57"]);
  expect(artificialised![2]).toMatch(/^4,19\[3,\d\d\u202f; 4,\d\d\] ± 0,75$/);
  expect(artificialised![3]).toMatch(/^91,7\u00a0%\[6\d,\d\u00a0%\u202f; 99,\d\u00a0%\]$/);
});

test("zones stand in alphabetical order, those of one name beside each other, and the whole below", () => {
  const small = changeFigures({ compared: 10_000, uncompared: 2500 });
  const list = ["Vias 10", "Béziers", "Vias 9", "Agde", "Béziers"].map((name) => ({ name, zone, figures: small }));
  const table = rows(markup({ zones: { file: "communes.gpkg", list } }), "report-zones");
  expect(table.map(([name]) => name)).toEqual([
    "Zone",
    "Agde",
    "Béziers",
    "Béziers",
    "Vias 9",
    "Vias 10",
    "Tout le sol comparé",
  ]);
  expect(table[1]!.slice(1)).toEqual(["1,00", "0,25", "0,00", "0,00", "0,00", "0,00", "0,00", "–"]);
  expect(table.at(-1)![1]).toBe("100,00");
});

describe("where there is more than paper has room for", () => {
  const manyZones = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      const taken = changeFigures({
        landTake: { ...figures.landTake, artificialised: 10 * at, mayBeArtificialised: 0 },
      });
      return { name: `Commune ${at}`, zone, figures: taken };
    });
  const zonesOf = (count: number) => ({ zones: { file: "communes.gpkg", list: manyZones(count) } });

  test("of twenty thousand changes the ten largest are told, and how much the others are", () => {
    const changes = Array.from({ length: 20_000 }, (_, id) => ({ ...change, id, squareMetres: 30_000 - id }));
    const html = markup({ changes });
    expect(rows(html, "report-largest").map(([number]) => number)).toEqual([
      "N°",
      ...Array.from({ length: 10 }, (_, at) => String(at + 1)),
    ]);
    // from 29 990 m² down to 10 001 m²
    expect(html).toContain("Les 19\u202f990 autres, 39\u202f971,00\u202fha en tout, ne sont pas imprimés");
    expect(markup({ changes: changes.slice(0, 10) })).not.toContain("ne sont pas imprimés");
  });

  test("a long table of zones comes last, and one longer than a thousand has those with the most taken", () => {
    const isLast = (html: string) => html.indexOf("report-zones") > html.indexOf("Sources");
    const few = [40, 41].map((count) => markup(zonesOf(count)));
    expect(few.map(isLast)).toEqual([false, true]);
    for (const html of few) expect(html).not.toContain("Sont imprimées");
    const html = markup(zonesOf(1010));
    expect(html).toContain(
      "1\u202f010, par ordre alphabétique. Surfaces en hectares. Sont imprimées les 1\u202f000 zones",
    );
    const names = rows(html, "report-zones").map(([name]) => name);
    expect(names.length).toBe(1002);
    expect([names[1], names[1000]]).toEqual(["Commune 10", "Commune 1009"]);
  });
});

test("without any change no list of them is begun", () => {
  const html = markup({ figures: changeFigures({ compared: 1_000_000 }) });
  expect(html).not.toContain("report-largest");
  expect(html).toContain("Aucun changement n’a été relevé");
});

test("a matrix wider than the paper comes in parts as even as can be", () => {
  const codes = Array.from({ length: 14 }, (_, at) => at);
  expect(partsOf(codes, 7).map(({ length }) => length)).toEqual([7, 7]);
  expect(partsOf(codes.slice(0, 8), 7).map(({ length }) => length)).toEqual([4, 4]);
  expect(partsOf(codes.slice(0, 3), 7)).toEqual([[0, 1, 2]]);
  expect(partsOf([], 7)).toEqual([]);
});
