import type { ChangeRecord } from "../core/change/change-record.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { ChangeTotals, LandTake } from "../core/change/figures.ts";
import type { Crs } from "../core/geo/crs.ts";
import { describePreset } from "../core/landcover/presets.ts";
import { sourceOfSide } from "./change-layers.ts";

/** How a comparison was made, as its file says it to people: French, a line a fact. What is not known is not said. */
export function describeChange(
  {
    before,
    after,
    settings,
    area,
    misregistration,
    modelsAccepted,
    figures,
    sample,
    created,
  }: Omit<ChangeRecord, "software" | "version">,
  crs: Crs,
  remarks: readonly string[],
): string {
  const { toleranceMetres, shift, minChangeSquareMetres } = settings;
  const [east, north] = shift;
  const facts: readonly (readonly [name: string, fact: string] | false)[] = [
    ["Avant", describeSide(before)],
    ["Après", describeSide(after)],
    [
      "Décalage mesuré entre les photographies",
      misregistration === null
        ? "non mesuré"
        : `${metres(misregistration.metres)} (${misregistration.matched} fenêtres sur ${misregistration.tried})`,
    ],
    [
      "Recalage",
      east === 0 && north === 0
        ? "aucun"
        : `la carte la plus ancienne a été déplacée de ${metres(east)} vers l’est et de ${metres(north)} vers le nord`,
    ],
    ["Tolérance", `un contour déplacé de moins de ${metres(toleranceMetres)} n’est pas un changement`],
    [
      "Plus petit changement",
      minChangeSquareMetres === undefined
        ? "seuils de la carte d’Ocsol, celle d’après s’il y en a deux"
        : `${number(minChangeSquareMetres)} m²`,
    ],
    modelsAccepted && ["Cartes faites de façons différentes", "comparées sur l’accord explicite de l’utilisateur"],
    area !== undefined && ["Zone comparée", area.name || "polygone dessiné"],
    ["Sol comparé", hectares(figures.compared)],
    ["Artificialisation", describeLandTake(figures.landTake)],
    [
      "Tableaux et couche",
      "ces surfaces comptent aussi le sol dont la couverture n’a pas changé mais que les seuils du décret font basculer ; la couche CHANGEMENT ne porte que les changements de couverture",
    ],
    ["Relecture", describeReview(figures.changes)],
    sample !== undefined && ["Échantillon", `graine ${sample.seed}, ${sample.strata.length} strates`],
    ["Système de coordonnées", `${crs.name} (EPSG:${crs.code})`],
    ["Fichier fait le", `${created} (UTC), avec Ocsol`],
  ];
  const lines = facts.filter((fact) => fact !== false).map(([name, fact]) => `${name} : ${fact}.`);
  return `Changements de couverture du sol entre deux dates, trouvés avec Ocsol\n\n${[...lines, ...remarks].join("\n")}\n`;
}

function describeSide(side: SideFacts): string {
  const { date, preset, imageCredit } = side;
  return [sourceOfSide(side), date, preset && describePreset(preset), imageCredit].filter(Boolean).join(", ");
}

function describeLandTake({ artificialised, renatured, net, mayBeArtificialised, mayBeRenatured }: LandTake): string {
  return `${hectares(artificialised)} artificialisés, ${hectares(renatured)} renaturés, artificialisation nette ${hectares(net)} ; selon l’usage, jusqu’à ${hectares(mayBeArtificialised)} artificialisés et ${hectares(mayBeRenatured)} renaturés de plus`;
}

function describeReview({
  reviewed,
  unreviewed,
  rejected,
}: Readonly<Record<"reviewed" | "unreviewed" | "rejected", ChangeTotals>>): string {
  const of = ({ count, squareMetres }: ChangeTotals) => `${number(count)} (${hectares(squareMetres)})`;
  return `changements relus et acceptés ${of(reviewed)}, rejetés ${of(rejected)}, que personne n’a regardés ${of(unreviewed)}`;
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString("fr-FR", { maximumFractionDigits: digits, minimumFractionDigits: digits });

const metres = (value: number): string => `${number(value, 2)} m`;

const hectares = (squareMetres: number): string => `${number(squareMetres / 10_000, 4)} ha`;
