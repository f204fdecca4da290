/** The layers of a comparison of two dates: its changes, and the points that they were judged by. */

import { type ChangeFacts, numberOf } from "../core/change/change-facts.ts";
import type { DateName } from "../core/change/change-map.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { ChangeDecision } from "../core/change/decision.ts";
import { standingOf } from "../core/change/sum-figures.ts";
import type { Crs } from "../core/geo/crs.ts";
import { referenceStratum } from "../core/sample/grounds.ts";
import type { Sample, SamplePoint } from "../core/sample/sample.ts";
import { AREA, AREA_TITLE, type Field, field, type Value } from "./fields.ts";
import { type Layer, type PointLayer, rounded, verdictLabels } from "./layers.ts";
import { INTERPRETED } from "./sample-csv.ts";
import { kindLabels, stratumLabel } from "./strata.ts";

/** A comparison as far as its files tell it. */
export interface ExportedChanges {
  readonly crs: Crs;
  readonly sides: { readonly [date in DateName]: SideFacts };
  readonly changes: readonly ChangeFacts[];
  /** closed rings of one of `changes`, as a `Layer` has them */
  outlineOf(index: number): Float64Array[];
}

export const reviewLabels = { no: "non", accepted: "accepté", rejected: "rejeté", relabelled: "corrigé" } as const;

export const answerLabels = { none: "à interpréter", given: "interprété", unsure: "indécis" } as const;

const coverField = (name: string, title: string, description: string): Field => ({
  ...field("text", name, title, description),
  domain: "code_cs",
});

const DATES = [
  { date: "before", suffix: "avant", title: "avant", when: "à la première date" },
  { date: "after", suffix: "apres", title: "après", when: "à la seconde date" },
] as const;

const ofBoth = (make: (date: (typeof DATES)[number]) => Field): Field[] => DATES.map(make);

export const changeFields: readonly Field[] = [
  field("text", "id", "Identifiant", "Identifiant du changement dans cette comparaison"),
  field(
    "text",
    "evolution",
    "Évolution",
    "Ce que le changement fait du sol : artificialisé, renaturé, selon usage, autre ; aucune s’il a été rejeté à la relecture",
  ),
  ...ofBoth(({ suffix, title, when }) =>
    coverField(`cs_${suffix}`, `Couverture ${title}`, `Code de couverture (CS) ${when}, corrections comprises`),
  ),
  ...ofBoth(({ suffix, title, when }) => ({
    ...field("text", `us_${suffix}`, `Usage ${title}`, `Code d’usage (US) ${when} ; vide s’il n’est pas connu`),
    domain: "code_us",
  })),
  ...ofBoth(({ suffix, title, when }) => ({
    ...field(
      "text",
      `artif_${suffix}`,
      `Artificialisation ${title}`,
      `Sol artificialisé ${when} : certain, selon son usage, ou jamais`,
    ),
    domain: "ocsol_artif",
  })),
  field("real", "aire", AREA_TITLE, AREA),
  field(
    "real",
    "confiance",
    "Confiance",
    "Produit des confiances des deux cartes, de 0 à 1 ; vide si l’une n’est pas connue",
  ),
  field(
    "text",
    "relecture",
    "Relecture",
    "Ce qu’une personne a dit du changement : rien (non), accepté, rejeté, ou corrigé",
  ),
  ...ofBoth(({ suffix, title, when }) =>
    coverField(
      `cs_${suffix}_carte`,
      `Carte ${title}`,
      `Code de couverture (CS) que dit la carte ${when}, avant toute correction`,
    ),
  ),
  field("text", "commentaire", "Commentaire", "Ce que la personne qui a relu en a écrit"),
  ...ofBoth(({ suffix, title, when }) =>
    field("text", `date_${suffix}`, `Date ${title}`, `Jour de la prise de vue ${when} s’il est connu, sinon l’année`),
  ),
  ...ofBoth(({ suffix, title, when }) =>
    field("text", `source_${suffix}`, `Source ${title}`, `Carte ${when} : comment et de quelle image elle a été faite`),
  ),
];

export function changeLayer({ crs, sides, changes, outlineOf }: ExportedChanges): Layer {
  const sources = DATES.map(({ date }) => sourceOfSide(sides[date]));
  const dates = DATES.map(({ date }) => sides[date].date || null);
  return {
    name: "CHANGEMENT",
    description: `Changements de couverture du sol entre deux dates. Avant : ${sources[0]}. Après : ${sources[1]}`,
    crs,
    fields: changeFields,
    count: changes.length,
    polygon: outlineOf,
    row(index) {
      const { kind, before, after, found, squareMetres, confidence, decision } = changes[index]!;
      return [
        `OCSOL_CH_${String(numberOf(changes[index]!)).padStart(7, "0")}`,
        kindLabels[standingOf(changes[index]!) === "rejected" ? "none" : kind],
        before.cover,
        after.cover,
        before.use,
        after.use,
        verdictLabels[before.verdict],
        verdictLabels[after.verdict],
        rounded(squareMetres),
        confidence === null ? null : rounded(confidence),
        reviewLabels[reviewOf(decision)],
        found.before,
        found.after,
        decision?.comment || null,
        ...dates,
        ...sources,
      ];
    },
  };
}

/** Codes that a person has set say more than that they were found right. */
function reviewOf(decision: ChangeDecision | undefined): keyof typeof reviewLabels {
  if (decision?.verdict === "rejected") return "rejected";
  if (decision?.before !== undefined || decision?.after !== undefined) return "relabelled";
  return decision?.verdict ?? "no";
}

/** Of how a side's map was made, what its kind and its image say. */
export function sourceOfSide({ kind, file, image, model }: SideFacts): string {
  if (kind !== "result") return `${kind === "ocsge" ? "OCS GE" : "CoSIA"}, ${file}`;
  return model === "" ? `Ocsol, trame ${image}` : `Ocsol ${model}, image ${image}`;
}

export const sampleFields: readonly Field[] = [
  field("integer", "numero", "Point", "Numéro du point, dans l’ordre de l’interprétation"),
  field(
    "text",
    "strate",
    "Strate",
    "Partie de la carte dont le point a été tiré au sort : une évolution, ou du sol stable ; l’interprète ne la voit pas",
  ),
  field(
    "real",
    "strate_aire",
    "Surface de la strate (m²)",
    "Surface de toute la strate, en m² : un point compte pour cette surface divisée par le nombre de points de sa strate",
  ),
  field("text", "reponse", "Réponse", "Où en est l’interprétation du point : à interpréter, interprété, ou indécis"),
  ...ofBoth(({ suffix, title, when }) =>
    coverField(`cs_${suffix}`, `Vu ${title}`, `Code de couverture (CS) que l’interprète a vu ${when}`),
  ),
  ...ofBoth(({ suffix, title, when }) =>
    coverField(
      `cs_${suffix}_carte`,
      `Carte ${title}`,
      `Code de couverture (CS) que dit la carte ${when} ; l’interprète ne la voit pas`,
    ),
  ),
  field(
    "text",
    "strate_reference",
    "Strate de référence",
    "Strate dont le point est d’après ce qui y a été vu : la matrice de confusion compte strate et strate_reference",
  ),
  field("text", "vu_par", "Vu par", "Photo-interprétation, ou nom de la couche dont la réponse est tirée"),
  field("text", "commentaire", "Commentaire", "Ce que l’interprète en a écrit"),
];

export function sampleLayer({ of, strata, points, seed }: Sample, crs: Crs): PointLayer {
  return {
    name: "ECHANTILLON",
    description: `Points tirés au sort par strate (graine ${seed}) et interprétés sans voir la carte`,
    crs,
    fields: sampleFields,
    count: points.length,
    point: (index) => points[index]!.at,
    row(index) {
      const point = points[index]!;
      const { id, squareMetres } = strata[point.stratum]!;
      return [point.number, stratumLabel(id), rounded(squareMetres), ...answerCells(of, point)];
    },
  };
}

function answerCells(of: Sample["of"], { answer, mapped }: SamplePoint): Value[] {
  const map = [mapped.before?.cover ?? null, mapped.after.cover];
  if (answer === undefined) return [answerLabels.none, null, null, ...map, null, null, null];
  const { before = null, after, comment, by = INTERPRETED } = answer;
  const reference = referenceStratum(of, mapped, answer);
  const said = [reference === undefined ? null : stratumLabel(reference), by, comment || null];
  if (after === "unsure") return [answerLabels.unsure, null, null, ...map, ...said];
  return [answerLabels.given, before, after, ...map, ...said];
}
