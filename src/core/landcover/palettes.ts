import { cosiaOf } from "./cosia.ts";

/** In which colours classes are shown on screen: CoSIA's own, or ones that colour-blind eyes tell apart. */
export type PaletteId = "official" | "safe";

/**
 * By numero. Found by simulated annealing: as near to CoSIA's own colours as they can be (water stays blue, woods stay
 * green) while no two come nearer than 0.09 in OKLab, to normal eyes and to those without red, green or blue cones. What
 * 15 colours can have at most is 0.107; CoSIA's own have 0.02.
 */
const SAFE: Readonly<Record<number, string>> = {
  1: "#832f53",
  2: "#7b5b2f",
  3: "#8e97a6",
  4: "#58c0ee",
  5: "#b2b29a",
  6: "#2b6696",
  7: "#f2fcfc",
  8: "#054c04",
  9: "#4b9026",
  10: "#ddc619",
  11: "#986f78",
  12: "#b1df93",
  13: "#f7e952",
  14: "#d0a047",
  15: "#80e5ea",
};

/** "#rrggbb"; undefined for what is no class. */
export function classColour(palette: PaletteId, numero: number): string | undefined {
  return palette === "safe" ? SAFE[numero] : cosiaOf(numero)?.colour;
}
