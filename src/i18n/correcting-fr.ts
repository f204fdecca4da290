import type { Formats } from "./index.ts";

const counted = (count: number, one: string, many: string, format: Formats): string[] =>
  count === 0 ? [] : [`${format.number(count)}\u00a0${count > 1 ? many : one}`];

/** Correcting the map: what the panel says before the tools are loaded. */
export const correctingFr = {
  title: "Corriger",
  open: "Corriger la carte",
  explain:
    "Changez la classe d’un polygone, fusionnez, découpez, peignez, ou revoyez les moins sûrs. Chaque correction peut être défaite et figure dans les fichiers.",
  close: "Fermer les outils",
  count: (corrected: number, accepted: number, format: Formats) =>
    [
      ...counted(corrected, "correction", "corrections", format),
      ...counted(accepted, "vérifié", "vérifiés", format),
    ].join(" · "),
  loading: "Chargement des outils…",
  shown: {
    polygons: "Polygones à exporter",
    polygonsTitle: "La carte montre les polygones tels qu’ils seront exportés, corrections comprises.",
    pixels: "Pixels prédits, sans corrections",
    pixelsTitle: "La carte montre la prédiction pixel par pixel\u202f; les polygones à exporter ne sont pas prêts.",
  },
};
