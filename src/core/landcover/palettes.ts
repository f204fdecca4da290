/** In which colours classes are shown on screen: CoSIA's own, or ones that colour-blind eyes tell apart. */
export type PaletteId = "official" | "safe";
