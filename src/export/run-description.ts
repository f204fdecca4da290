import type { EditCounts } from "../core/edits/edit.ts";
import type { Crs } from "../core/geo/crs.ts";
import { decreeThresholds } from "../core/landcover/artificialisation.ts";
import { describeBuiltZone, describePreset } from "../core/landcover/presets.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";

function verificationOf(edits: EditCounts = { corrections: 0, verifications: 0 }): string {
  const { corrections, verifications } = edits;
  if (corrections + verifications === 0) return "elle n’a été vérifiée ni à l’écran ni sur le terrain";
  const counts = [
    `${corrections.toLocaleString("fr-FR")} ${corrections > 1 ? "corrections" : "correction"}`,
    `${verifications.toLocaleString("fr-FR")} ${verifications > 1 ? "polygones jugés justes" : "polygone jugé juste"}`,
  ];
  return `elle a été relue à l’écran (${counts.join(", ")}), là où la colonne ocsol_controle le dit, et n’a pas été vérifiée sur le terrain`;
}

/** How a result was made, as its files say it to people: French, a line a fact. What is not known is not said. */
export function describeRun(options: ExportOptions, crs: Crs): string {
  const {
    model,
    image,
    imageCredit,
    millesime,
    preset,
    simplifyMetres = 0,
    squareBuildings = false,
    edits,
    created,
  } = options;
  const predicted = model !== "";
  const facts: readonly (readonly [name: string, fact: string] | false)[] = [
    [
      "Nature",
      predicted
        ? `prédiction automatique par un réseau de neurones ; ${verificationOf(edits)}`
        : "polygones tracés d’après une trame de classes ; Ocsol ne sait pas comment cette trame a été faite",
    ],
    [
      "Mise en garde",
      "ceci n’est pas un produit de l’IGN : ni l’OCS GE ni CoSIA, dont seuls le schéma et les nomenclatures sont repris",
    ],
    predicted && ["Modèle", model],
    [predicted ? "Image" : "Trame", image],
    millesime !== "" && ["Millésime de l’image", millesime],
    ["Généralisation", describePreset(preset)],
    preset.id === "ocsge" && ["Zone construite", describeBuiltZone(preset)],
    [
      "Contours",
      simplifyMetres === 0
        ? "bords des pixels"
        : `simplifiés à ${simplifyMetres.toLocaleString("fr-FR")} m près${squareBuildings ? ", bâtiments redressés" : ""}`,
    ],
    [
      "Artificialisation",
      `décret 2022-763 modifié : bâti à partir de ${decreeThresholds.built} m², enclaves en deçà de ${decreeThresholds.island.toLocaleString("fr-FR")} m² réunies à ce qui les entoure ; trois réponses, car une image ne montre pas l’usage du sol`,
    ],
    ["Système de coordonnées", `${crs.name} (EPSG:${crs.code})`],
    ["Fichier fait le", `${created} (UTC), avec Ocsol`],
    imageCredit !== undefined && ["Crédits de l’image", imageCredit],
  ];
  const lines = facts.filter((fact) => fact !== false).map(([name, fact]) => `${name} : ${fact}.`);
  return `Carte de couverture du sol faite avec Ocsol\n\n${lines.join("\n")}\n`;
}
