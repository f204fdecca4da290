/** The frame around the steps and the map. */
export const frameFr = {
  close: "Fermer",
};
