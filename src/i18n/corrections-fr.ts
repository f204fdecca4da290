import type { Verdict } from "../core/landcover/artificialisation.ts";

/** The tools that correct the map; loaded with them. */
export const correctionsFr = {
  title: "Corriger",
  close: "Fermer",
  tools: {
    label: "Outils de correction",
    names: { reclass: "Classe", merge: "Fusionner", split: "Découper", brush: "Pinceau" },
    whole: {
      reclass: "Corriger la classe d’un polygone",
      merge: "Fusionner un polygone avec son voisin",
      split: "Découper un polygone par une ligne",
      brush: "Peindre une classe",
    },
  },
  hints: {
    none: "Choisissez un outil, ou relisez les polygones, les moins sûrs d’abord.",
    reclass: "Cliquez sur un polygone.",
    reclassPicked: "Choisissez sa classe ou son usage\u202f; ou cliquez sur un autre polygone.",
    merge: "Cliquez sur le polygone à fusionner.",
    mergePicked: "Cliquez maintenant sur le voisin dont il prend la classe.",
    split:
      "Tracez une ligne d’un bord à l’autre du polygone\u00a0: un clic par point, double clic ou Entrée pour finir.",
    splitCut: "Choisissez la partie à changer, puis sa classe.",
    brush: "Peignez sur la carte, bouton enfoncé. Deux doigts, ou les flèches, la déplacent.",
  },
  notices: {
    "no-face": "Il n’y a pas de polygone à cet endroit.",
    "not-crossed": "La ligne ne traverse aucun polygone de part en part\u00a0: commencez et finissez-la dehors.",
    "not-neighbours": "Ces deux polygones ne se touchent pas\u00a0: choisissez-en un voisin.",
    "same-class": "Il a déjà cette classe.",
    "nothing-to-review": "Rien à relire\u00a0: tous les polygones ont été vérifiés ou corrigés.",
  },
  facts: {
    cover: "Couverture",
    use: "Usage",
    area: "Surface",
    confidence: "Confiance",
    unknownConfidence: "inconnue",
    artificialised: "Artificialisé",
    verdicts: { certain: "oui", "depends-on-use": "selon l’usage", never: "non" } as Readonly<Record<Verdict, string>>,
    checked: ["non relu", "vérifié", "corrigé"] as readonly string[],
    noUse: "non renseigné",
  },
  classes: "Classe",
  part: (number: string) => `Partie ${number}`,
  parts: "Parties",
  redraw: "Retracer la ligne",
  brushClass: "Classe du pinceau",
  radius: "Rayon",
  review: {
    tool: "Relecture",
    start: "Relire les polygones, les moins sûrs d’abord",
    again: "Relire les suivants",
    progress: (done: string, total: string) => `${done} relus sur ${total}`,
    toReview: (count: string, isAll: boolean) => (isAll ? `${count} à relire` : `${count} à relire, puis d’autres`),
    allDone: "Tous relus.",
    accept: "Juste",
    acceptKey: "Entrée",
    previousKey: "P",
    nextKey: "N",
    previous: "Précédent",
    next: "Suivant",
    accepted: "Vérifié",
    corrected: "Corrigé",
  },
  work: {
    tracing: "Vectorisation, pour corriger les polygones…",
    applying: "Mise à jour…",
    stopped: "Les polygones ne sont pas prêts.",
    stop: "Annuler",
    again: "Vectoriser",
    making: "Un calcul utilise la carte\u00a0: corrigez ensuite.",
    unplaced: (count: number, text: string) =>
      count > 1
        ? `${text} corrections n’ont pas trouvé leur place sous les seuils actuels\u202f; elles sont gardées.`
        : `${text} correction n’a pas trouvé sa place sous les seuils actuels\u202f; elle est gardée.`,
  },
  list: {
    none: "Aucune correction.",
    clear: "Effacer toutes les corrections",
    confirm: (count: number, text: string) =>
      count > 1 ? `Effacer les ${text} corrections\u202f?` : "Effacer la correction\u202f?",
    confirmYes: "Effacer",
    confirmNo: "Garder",
    kinds: { face: "Classe", use: "Usage", brush: "Pinceau", split: "Découpe", accept: "Vérifié" },
    earlier: (count: number, text: string) => (count > 1 ? `… et ${text} plus anciennes` : "… et une plus ancienne"),
    show: (what: string) => `Voir sur la carte\u00a0: ${what}`,
    totalTitle:
      "Surfaces corrigées\u00a0: un polygone repris plusieurs fois compte une fois, les coups de pinceau comptent chacun, même s’ils se recouvrent.",
  },
};

export type CorrectionsMessages = typeof correctionsFr;
