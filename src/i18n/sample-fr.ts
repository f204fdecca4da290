import type { ChangeKind } from "../core/change/change-map.ts";
import type { Verdict } from "../core/landcover/artificialisation.ts";
import type { Formats } from "./index.ts";

const plural = (count: number): string => (count > 1 ? "s" : "");

const points = (count: number, number: string): string => `${number}\u00a0point${plural(count)}`;

/** Accuracy and areas by sample; loaded with its panel. */
export const sampleFr = {
  explain:
    "Ocsol tire des points au hasard dans chaque classe de la carte. Vous indiquez ce que vous y voyez, sans voir la carte. La justesse et les surfaces en sont estimées, avec leur intervalle à 95\u00a0%.",
  explainChange:
    "Ocsol tire des points au hasard dans chaque sorte de changement et dans le sol stable. Vous indiquez ce que vous voyez aux deux dates, sans voir la carte. La justesse et les surfaces en sont estimées, avec leur intervalle à 95\u00a0%.",
  draw: {
    by: "Taille de l’échantillon",
    ways: { size: "Nombre de points", precision: "Précision voulue" },
    size: "Points",
    precision: "Justesse globale à",
    margin: (points: string) => `± ${points}\u00a0points`,
    least: "Au moins, par classe",
    leastHint:
      "Les classes rares en reçoivent autant, le reste va aux classes selon leur surface. Moins de 10 points dans une classe ne disent presque rien d’elle.",
    seed: "Graine",
    seedHint: "La même graine sur la même carte redonne les mêmes points. Vide\u00a0: tirée au hasard, et notée.",
    start: "Tirer l’échantillon",
    drawing: "Tirage des points…",
    open: "Reprendre un échantillon enregistré",
  },
  noPhotograph:
    "Il manque la photographie d’une date au moins\u00a0: ajoutez-la à l’étape 1, ou répondez par la référence.",
  drawn: {
    title: (count: number, number: string) => `Échantillon de ${points(count, number)}`,
    seed: (seed: string) => `graine ${seed}`,
    progress: (done: string, all: string) => `${done} sur ${all} interprétés`,
    start: "Interpréter les points",
    goOn: "Continuer l’interprétation",
    again: "Revoir les points",
    reference: "Répondre par la référence",
    referenceHint: (file: string) =>
      `À chaque point, la couverture qu’indique «\u00a0${file}\u00a0» prend la place de la vôtre. La carte est alors jugée contre cette couche, qui a ses propres erreurs.`,
    layers: { before: "Couche d’avant…", after: "Couche d’après…" },
    layersHint:
      "Une OCS GE ou une CoSIA pour chaque date : à chaque point, ce qu’elles indiquent prend la place de vos réponses. Les changements sont alors jugés contre ces couches, qui ont leurs propres erreurs.",
    answer: "Répondre par ces couches",
    results: "Voir les résultats",
    csv: "Points (CSV)",
    record: "Dossier d’audit (JSON)",
    replace: "Nouvel échantillon",
    confirm: (number: string) =>
      `Les réponses à ${number} points seraient remplacées. Enregistrez-les d’abord, ou défaites ensuite.`,
    confirmYes: "Retirer cet échantillon",
    confirmNo: "Le garder",
  },
  interpret: {
    point: (number: string, all: string) => `Point ${number} sur ${all}`,
    blind: "La carte est masquée\u00a0: indiquez ce que montre la photo au centre de la mire.",
    dates: { before: "Avant", after: "Après" },
    notSaid: "à dire",
    same: "Inchangé",
    unsure: "Je ne sais pas",
    comment: "Remarque",
    commentHint: "après la réponse",
    previous: "Point précédent",
    next: "Point suivant",
    nextOpen: "Point suivant sans réponse",
    leave: "Quitter",
    classes: "Couverture au point",
    answered: "répondu",
    all: "Tous les points ont une réponse.",
    from: (layer: string) => `Réponse tirée de «\u00a0${layer}\u00a0».`,
  },
  strata: {
    artificialised: "Artificialisé",
    renatured: "Renaturé",
    "depends-on-use": "Changé, selon l’usage",
    other: "Autre changement",
  } satisfies Record<ChangeKind, string>,
  stable: {
    certain: "Stable, artificialisé",
    "depends-on-use": "Stable, selon l’usage",
    never: "Stable, non artificialisé",
  } satisfies Record<Verdict, string>,
  certainty: {
    title: "Selon l’échantillon",
    none: "Avec quelle certitude ? Un échantillon de points, à l’étape « Justesse par échantillon », le mesure.",
  },
  results: {
    title: "Justesse et surfaces estimées",
    told: (told: number, unsure: number, unanswered: number, format: Formats) =>
      `${points(told, format.number(told))} renseigné${plural(told)}, ${format.number(unsure)}\u00a0indéterminé${plural(unsure)}, ${format.number(unanswered)}\u00a0sans réponse.`,
    overall: (share: string, low: string, high: string) =>
      `Justesse globale\u00a0: ${share}, entre ${low} et ${high} (intervalle à 95\u00a0%).`,
    net: (area: string, low: string, high: string, mapped: string) =>
      `Artificialisation nette par changement de couverture\u00a0: ${area}\u00a0ha, entre ${low} et ${high}\u00a0ha\u202f; selon la carte seule, ${mapped}\u00a0ha.`,
    /** strata, whose names have commas */
    between: "\u202f; ",
    untold: (names: string) =>
      `Rien ne peut être dit de l’ensemble tant qu’aucun point n’est renseigné dans\u00a0: ${names}.`,
    thin: (names: string) =>
      `Moins de 10 points renseignés dans\u00a0: ${names}. Leur propre justesse est très incertaine.`,
    wide: (names: string) =>
      `Intervalle plus large que la surface elle-même\u00a0: ${names}. Il y faudrait plus de points.`,
    unsure:
      "Les points indéterminés comptent comme s’ils n’avaient pas été tirés, ce qui suppose que la carte ne s’y trompe pas plus qu’ailleurs.",
    partial:
      "Résultats provisoires\u00a0: les points viennent dans un ordre tiré au hasard, ceux déjà renseignés sont donc un échantillon plus petit, sans biais.",
    fromLayer: (files: string) =>
      `Réponses tirées de\u00a0: ${files}. Ses erreurs comptent comme des erreurs de la carte.`,
    mapChanged:
      "La carte a changé depuis le tirage. Si seuls des réglages, des corrections ou votre relecture l’ont changée, les surfaces estimées valent toujours, et la justesse est celle de la carte d’alors\u202f; si une carte a été remplacée, tirez un nouvel échantillon.",
    areas: "Surfaces, en hectares",
    areaColumns: {
      name: "Classe",
      mapped: "Sur la carte",
      estimated: "Estimée",
      interval: "Intervalle à 95\u00a0%",
      halfWidth: "± Olofsson",
    },
    accuracy: "Justesse par classe",
    accuracyColumns: {
      name: "Classe",
      points: "Points",
      users: "Utilisateur",
      producers: "Producteur",
    },
    readAccuracy:
      "Utilisateur\u00a0: part du sol que la carte met dans cette classe et qui en est. Producteur\u00a0: part du sol qui en est et que la carte y met.",
    matrix: "Matrice de confusion, en points",
    matrixCorner: "Carte \\ vu",
    total: "Total",
    range: (low: string, high: string) => `${low} à ${high}`,
    none: "–",
    method:
      "Estimateurs stratifiés d’Olofsson et al. (2014), Remote Sensing of Environment 148, 42-57\u202f; «\u00a0±\u00a0» est leur 1,96 erreur-type. L’intervalle vient des limites de Jeffreys de chaque strate (Zou et Donner, 2008)\u00a0: il vaut aussi pour les classes rares, pour lesquelles «\u00a0±\u00a0» est trop étroit.",
    reused: "Chaque point vu comme la carte garde le verdict de la carte, usage et seuils du décret compris.",
  },
};

export type SampleMessages = typeof sampleFr;
