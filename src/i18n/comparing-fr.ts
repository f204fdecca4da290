/** The way into and out of the comparison of two dates; the rest comes with it (`change-fr.ts`). */
export const comparingFr = {
  open: "Comparer deux dates",
  demo: "Démonstration à deux dates",
  explain: "Ce qui a été artificialisé entre deux orthophotos, ou entre une carte et une orthophoto.",
  fromResult: "Comparer avec une autre date",
  fromResultDetail: "La carte ouverte devient l’une des deux dates ; vous donnez l’autre ensuite.",
  back: "Revenir à la comparaison",
  leave: "Quitter la comparaison",
  layer: {
    byZone: "Des zones à mesurer une à une",
    asArea: "La zone comparée",
    explain:
      "Une zone comparée limite les changements et tous les chiffres ; des zones à mesurer ont chacune les leurs.",
  },
  loading: "Chargement de la comparaison…",
  awaited: (date: "before" | "after", isHalted: boolean) =>
    `Cette orthophoto sera la ${date === "before" ? "date 1 (avant)" : "date 2 (après)"} de la comparaison : ${isHalted ? "la comparaison revient dès qu’elle est segmentée." : "sa segmentation commence d’elle-même, puis la comparaison revient."}`,
  left: "Une comparaison de deux dates est ouverte.",
  kept: {
    title: "Comparaisons gardées",
    resume: (before: string, after: string) => `Reprendre ${before} → ${after}`,
    missing: "…",
    decisions: (count: number, text: string) => (count < 2 ? `${text} décision` : `${text} décisions`),
    sampled: "échantillon tiré",
    name: (before: string, after: string) => `${before} → ${after}`,
  },
};
