/** The help menu: what it opens brings its own words. */
export const helpFr = {
  menu: "Aide",
  machine: "Capacités de cette machine",
  privacy: "Confidentialité",
  shortcuts: "Raccourcis clavier",
  exercise: "Atelier : ouvrir un exercice",
  about: "À propos",
};
