import { cosiaClasses } from "../landcover/cosia.ts";

/** Names under which published models and our own know CoSIA's classes, besides CoSIA's. */
const otherNames: Readonly<Record<string, number | null>> = {
  bati: 1,
  pervious: 2,
  impervious: 3,
  pool: 4,
  eau: 6,
  conifer: 8,
  herbaceous: 12,
  "agricultural land": 13,
  agricultural: 13,
  "plowed land": 14,
  plowed: 14,
  ploughed: 14,
  // FLAIR classes without a CoSIA numero: never chosen
  "clear cut": null,
  coupe: null,
  mixed: null,
  mixte: null,
  ligneous: null,
  ligneux: null,
  other: null,
  autre: null,
};

const known = new Map<string, number | null>([
  ...Object.entries(otherNames).map(([name, numero]) => [plain(name), numero] as const),
  ...cosiaClasses.flatMap(({ numero, nameFr, nameEn }) => [
    [plain(nameFr), numero] as const,
    [plain(nameEn), numero] as const,
  ]),
]);

/** The CoSIA `numero` of a class by its name, French or English; null for one CoSIA lacks, undefined for the unknown. */
export function numeroOfLabel(label: string): number | null | undefined {
  return known.get(plain(label));
}

/** Lower case, without accents, punctuation or plurals. */
function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, "") : word))
    .join(" ");
}
