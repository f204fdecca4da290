/** Undoing and redoing. The choices by the names that `state/choices.ts` gives them. */
export const historyFr = {
  choices: {
    edits: "correction",
    area: "zone",
    hidden: "classes affichées",
    palette: "couleurs",
    opacity: "opacité",
    generalisation: "seuils et lissage",
    millesime: "millésime",
    exportCrs: "système des fichiers",
    model: "modèle",
    backend: "réglages de calcul",
    coarse: "résolution du calcul",
    uses: "usages de la référence",
    decisions: "décision sur un changement",
    sample: "échantillon",
  },
  undo: "Défaire",
  redo: "Refaire",
  undoOf: (what: string) => `Défaire\u00a0: ${what} (Ctrl+Z)`,
  redoOf: (what: string) => `Refaire\u00a0: ${what} (Ctrl+Maj+Z)`,
  told: {
    undone: (what: string) => `Défait\u00a0: ${what}.`,
    redone: (what: string) => `Refait\u00a0: ${what}.`,
    held: (what: string) => `Le calcul en cours en dépend\u00a0: ${what}. Attendez sa fin, ou annulez-le d’abord.`,
  },
};
