import type { Preset } from "../core/landcover/presets.ts";
import type { Formats } from "./index.ts";

/** Words of the printed report, apart from the others: loaded with it. */
export const reportFr = {
  back: "Retour à la carte",
  print: "Imprimer ou enregistrer en PDF",
  drawing: "La carte se dessine…",
  mapFailed: "La carte n’a pas pu être dessinée : fermez le rapport et rouvrez-le.",
  title: "Occupation du sol",
  notice: "Prédiction automatique, non vérifiée.",
  noticeDetail:
    "Carte calculée par un modèle à partir d’une orthophoto. Ce n’est ni l’OCS GE, ni CoSIA, ni aucun autre produit de l’IGN. Une personne doit la relire avant tout usage.",
  synthetic: "Scène de synthèse : ce lieu n’existe pas.",
  running: "Prédiction automatique, non vérifiée",
  /** instead of the notice, its detail and the running head, once a person has looked at some of it */
  checked: {
    part: (counts: string) => `Prédiction automatique, vérifiée en partie : ${counts}.`,
    whole: (counts: string) => `Prédiction automatique, entièrement relue à l’écran : ${counts}.`,
    wholeDetail:
      "Carte calculée par un modèle à partir d’une orthophoto, puis relue par une personne, à l’écran et non sur le terrain. Ce n’est ni l’OCS GE, ni CoSIA, ni aucun autre produit de l’IGN.",
    runningPart: "Prédiction automatique, vérifiée en partie",
    runningWhole: "Prédiction automatique, relue à l’écran",
    corrected: (count: string, isOne: boolean, area: string) =>
      `${count} ${isOne ? "polygone corrigé" : "polygones corrigés"} (${area})`,
    accepted: (count: string, isOne: boolean, area: string) =>
      `${count} ${isOne ? "polygone vérifié" : "polygones vérifiés"} (${area})`,
    /** corrections may have gone into polygons that are mostly as they were */
    edits: "Corrections",
  },
  facts: {
    image: "Image",
    millesime: "Millésime",
    mapped: "Surface",
    polygons: "Polygones",
    extent: "Emprise",
    wholeImage: "toute l’image",
    partOfImage: "zone délimitée",
    system: "Système",
    pixel: "Pixel de classe",
    model: "Modèle",
    made: "Rapport établi le",
    unknown: "non renseigné",
    elsewhere: "classes faites ailleurs",
  },
  covers: {
    title: "Surfaces par couverture du sol",
    number: "N°",
    cover: "Couverture",
    hectares: "Hectares",
    share: "Part",
    picture: "Part, en barre",
    total: "Total",
    note: (system: string) =>
      `Postes de couverture de la nomenclature OCS GE. Surfaces planimétriques des polygones exportés, dans le système ${system}.`,
  },
  artificial: {
    title: "Sols imperméables et artificialisés",
    what: "Sol",
    impermeable: "Imperméable : bâti et autres sols revêtus",
    certain: "Artificialisé, quel que soit l’usage",
    dependsOnUse: "Artificialisé ou non, selon l’usage",
    never: "Non artificialisé, quel que soit l’usage",
    picture: "Répartition : artificialisé, selon l’usage, non artificialisé",
    notes: [
      "L’usage du sol ne se voit pas sur une image : l’herbe d’un jardin est artificialisée, celle d’un pré ne l’est pas. La ligne « selon l’usage » ne peut être départagée que par une personne ou par des données d’usage.",
      "Jusqu’en 2031, la mesure légale est la consommation d’espaces naturels, agricoles et forestiers (ENAF), tirée des fichiers fonciers ; l’artificialisation ne la remplace qu’ensuite. Ces chiffres ne la donnent pas.",
      "Les exemptions du décret (solaire au sol sur terres agricoles, parcs de plus de 2 500 m²) ne se voient pas non plus : ces sols sont comptés d’après leur seule couverture.",
    ],
  },
  map: {
    title: "Carte",
    label: "Couverture du sol prédite",
    labelOverImage: "Couverture du sol prédite, sur l’orthophoto",
    scale: (denominator: string) => `1 : ${denominator} sur papier A4`,
    north: "Nord",
    legend: "Légende",
    legendNote: "Les numéros de la légende sont aussi sur la carte.",
    area: "Limite de la zone",
  },
  method: {
    title: "Seuils employés",
    generalisation: "Généralisation",
    preset: (preset: Preset, { number }: Formats) => {
      if (preset.id !== "ocsge") {
        const { others } = preset.minAreas;
        return others === 0
          ? "aucun seuil : chaque pixel garde sa classe"
          : `seuil libre : ${number(others)} m² ; les surfaces plus petites rejoignent leur voisine`;
      }
      const { built, insideZone, outsideZone, closingMetres } = preset;
      return `seuils de l’OCS GE : bâti ${number(built.collectedSquareMetres)} m² (vu dès ${number(built.detectedSquareMetres)} m²), ${number(insideZone.others)} m² en zone construite, ${number(outsideZone.others)} m² ailleurs ; zone construite par une fermeture de ${number(closingMetres)} m, choix d’Ocsol`;
    },
    borders: "Contours",
    staircase: "ceux des pixels",
    smoothed: (tolerance: string) => `lissés, à ${tolerance} près`,
    decree: "Artificialisation",
    decreeDetail: (built: string, island: string) =>
      `décret 2022-763 modifié : bâti à partir de ${built}, autres surfaces à partir de ${island}`,
    uses: "Usages",
    usesFrom: (file: string) =>
      `codes d’usage (US) pris de ${file} : pour chaque polygone, celui qui en couvre plus de la moitié`,
  },
  model: {
    title: "Modèle",
    card: (name: string, version: string, resolution: string | undefined) =>
      `${name}, version ${version}${resolution === undefined ? "" : `, prévu pour ${resolution} par pixel`}.`,
    elsewhere: "Classes faites ailleurs : le fichier ne dit pas comment.",
    licence: (licence: string) => `Licence des poids : ${licence}.`,
    /** by their SPDX identifiers */
    licences: { "etalab-2.0": "Licence Ouverte 2.0 (Etalab)" } as Readonly<Record<string, string>>,
    measured: "Justesse mesurée",
    measuredNote:
      "IoU : surface commune à la prédiction et à la vérité, rapportée à leur réunion ; 100 % serait parfait. Mesures faites par Ocsol sur des images annotées, non sur celle-ci.",
    unmeasured: "Modèle apporté par l’utilisateur : justesse non mesurée.",
    noMeasure: "Aucune mesure de sa justesse n’est connue ici.",
    group: "Classe ou groupe",
    mean: "Moyenne (mIoU)",
    interval: "intervalle à 95 %",
    patches: "imagettes",
    sets: {
      "flair-elsewhere": "Hors du département d’entraînement",
      validation: "Zones de validation",
      synthetic: "Scènes de synthèse",
    } as Readonly<Record<string, string>>,
    groups: {
      building: "bâtiment",
      impervious: "zone imperméable",
      "pervious+bare": "perméable et sol nu",
      pervious: "zone perméable",
      "bare soil": "sol nu",
      water: "eau",
      woody: "ligneux",
      vineyard: "vigne",
      "herbaceous+crops": "pelouse et culture",
    } as Readonly<Record<string, string>>,
    limits: "Limites connues",
  },
  confidence: {
    title: "Confiance du modèle",
    band: "Confiance moyenne du polygone",
    below: (to: string) => `moins de ${to}`,
    between: (from: string, to: string) => `${from} à ${to}`,
    mean: (value: string) => `Moyenne, pondérée par la surface : ${value}.`,
    corrected: (area: string) => `Les polygones corrigés par une personne (${area}) n’en ont pas.`,
    note: "C’est la probabilité que le modèle s’accorde à lui-même : elle dit où relire d’abord, et ne remplace pas une vérification.",
    unknown: "Ce résultat donne la classe sans dire si elle est sûre.",
  },
  footprint: {
    title: "Énergie et carbone : estimation",
    what: "Hypothèse",
    low: "basse",
    typical: "courante",
    high: "haute",
    device: "Puissance de l’ordinateur, en W",
    grid: "Électricité, en gCO₂e/kWh",
    energy: "Énergie, en Wh",
    carbon: "Carbone, en gCO₂e",
    note: (seconds: string, downloaded: string, kwhAGigabyte: string, grid: string, gridRange: string) =>
      `Puissance supposée d’un ordinateur portable × ${seconds} de segmentation, seule durée mesurée, plus ${downloaded} téléchargés (modèle, et image si elle vient du réseau) × ${kwhAGigabyte} kWh/Go (réseau 0,059, centre de données 0,055 ; CO2.js, Sustainable Web Design v4). Électricité en France : ${grid} gCO₂e/kWh (Ember, 2024), ${gridRange} selon les sources. Rien n’a été mesuré à la prise.`,
    outside:
      "Hors du chiffre : fabrication de l’ordinateur, entraînement du modèle, téléchargement d’Ocsol lui-même, écran et impression.",
    unknown:
      "Pas d’estimation : une partie du calcul vient d’une session antérieure ou interrompue, et sa durée n’est pas connue.",
  },
  credits: {
    title: "Sources",
    image: "Image",
    imageUnknown: "le fichier ne dit pas à qui elle est",
    nomenclature: "Nomenclature",
    nomenclatureDetail: "OCS GE, postes de couverture et couleurs : IGN, Cerema",
    model: "Modèle",
    software: "Logiciel",
    softwareDetail: (version: string) =>
      `Ocsol ${version}, licence Apache 2.0 ; calculé sur l’ordinateur de l’utilisateur`,
  },
};

export type ReportMessages = typeof reportFr;
