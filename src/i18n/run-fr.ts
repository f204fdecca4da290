import type { CoarseAccuracy } from "../core/ports/model-manifest.ts";
import type { Formats } from "./index.ts";

/** Words of the segmentation: before, while and after it runs. */
export const runFr = {
  start: "Segmenter",
  resume: "Reprendre",
  cancel: "Annuler",
  pause: "Pause",
  goOn: "Continuer",
  loading: { raster: "Lecture de ce qui est déjà fait…", model: "Chargement du modèle…" },
  windows: (done: string, total: string) => `${done} / ${total} fenêtres`,
  speed: (mpx: string) => `${mpx} Mpx/s`,
  left: (time: string) => `encore ${time}`,
  estimating: "durée en cours d’estimation",
  pausing: "Mise en pause : les fenêtres en cours se terminent…",
  paused: "En pause : rien ne calcule, ce qui est fait est gardé.",
  cancelled: (done: string, total: string) => `Arrêté à ${done} / ${total} fenêtres : ce qui est fait est gardé.`,
  done: (area: string, time: string) => `${area} segmentés en ${time}`,
  coarse: (pixel: string) => `à ${pixel} par pixel`,
  alreadyDone: "Déjà segmentée : résultat repris.",
  notDurable: "Ce navigateur ne peut pas garder le résultat : exportez avant de fermer la page.",
  inMemory:
    "Page non sécurisée (http) ou fenêtre privée : ce navigateur n’y garde rien. La segmentation se fera en mémoire ; exportez avant de fermer ou de recharger la page.",
  lost: (count: string) => `Fenêtres effacées ou abîmées depuis la dernière fois, refaites : ${count}.`,
  announce: (percent: string) => `${percent} segmentés`,
  energy: {
    range: (low: string, high: string) => `Énergie : de ${low} à ${high} Wh (estimation)`,
    how: (low: string, high: string, time: string, downloaded: string) =>
      `Puissance supposée d’un ordinateur portable, ${low} à ${high} W, pendant ${time} de calcul, pauses exclues, plus ${downloaded} téléchargés. Rien n’est mesuré à la prise ; le rapport donne les mêmes chiffres, avec le carbone.`,
  },
  title: {
    running: (percent: string) => `${percent} · Ocsol`,
    paused: (percent: string) => `En pause à ${percent} · Ocsol`,
    done: "Terminé · Ocsol",
    stopped: "Arrêté · Ocsol",
  },
  notice: {
    ask: "Me prévenir à la fin",
    granted: "Une notification s’affichera si cette page n’est pas à l’écran.",
    denied: "Le navigateur refuse les notifications de ce site : le titre de l’onglet dira « Terminé ».",
    missing: "Ce navigateur n’a pas de notifications ici : le titre de l’onglet dira « Terminé ».",
    done: "La segmentation est terminée",
    stopped: "La segmentation s’est arrêtée",
    back: "Cliquez pour revenir à la carte.",
  },
  awake:
    "Ce navigateur ne peut pas empêcher la mise en veille : gardez l’écran allumé, sinon le calcul attend le réveil.",
  thrift: {
    title: "Mode économe",
    onBattery: (level: string) => `Sur batterie (${level}) : ces choix ménagent la machine.`,
    gentle: "Ménager la machine",
    gentleDetail: "Moitié moins de processus, ou la carte graphique la plus sobre : plus lent.",
    coarse: (pixel: string) => `Calculer à ${pixel} par pixel`,
    coarseDetail: (own: string) => `Quatre fois moins de fenêtres qu’à ${own} ; les petits objets se perdent.`,
    measured: (
      { agreement, miou, ownMiou, building, ownBuilding }: CoarseAccuracy,
      own: string,
      { percent }: Pick<Formats, "percent">,
    ) =>
      `Mesuré sur les zones de validation : ${percent(agreement)} des pixels gardent leur classe ; justesse (mIoU) ${percent(miou)} au lieu de ${percent(ownMiou)} à ${own}, bâtiments ${percent(building)} au lieu de ${percent(ownBuilding)}.`,
    unmeasured: "L’effet sur la justesse de ce modèle n’a pas été mesuré.",
    gentleShort: "machine ménagée",
  },
};

export type RunMessages = typeof runFr;
