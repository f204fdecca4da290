/** Accuracy by sample: what the step says before its panel is loaded. */
export const samplingFr = {
  title: "Justesse par échantillon",
  open: "Mesurer la justesse",
  explain: "Des points tirés au hasard, interprétés à l’aveugle\u00a0: justesse et surfaces, avec leurs intervalles.",
  close: "Fermer l’échantillon",
  loading: "Chargement de l’échantillon…",
};
