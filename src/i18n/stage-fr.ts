/** The maps of a comparison; loaded with it. */
export const stageFr = {
  tools: "Outils des deux cartes",
  map: (date: string) => `Carte : ${date}`,
  dates: { before: "Avant", after: "Après" },
  dated: (date: string, year: string) => `${date} · ${year}`,
  noImage: "Pas d’image de cette date.",
  coversShown: "Pas d’image de cette date : couvertures de sa carte.",
  noMap: "Cette date n’a pas encore de carte.",
  sideBySide: "Côte à côte",
  showChanges: "Montrer les changements",
  swipeHandle: "Limite entre avant et après",
  swipeAt: (share: string) => `avant sur ${share} de la largeur`,
  legend: "Changements",
  covers: "Couvertures",
  opacity: "Opacité",
};

export type StageMessages = typeof stageFr;
