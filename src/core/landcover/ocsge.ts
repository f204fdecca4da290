/** Cover (CS) side of the OCS GE nomenclature: its 14 leaf codes, with IGN's labels and colours. */
export interface CoverClass {
  /** e.g. "CS1.1.1.1" */
  readonly code: string;
  readonly labelFr: string;
  /** ours: IGN publishes no English label */
  readonly labelEn: string;
  /** "#rrggbb" */
  readonly colour: string;
  readonly artificialised: Artificialised;
}

/** Whether the cover counts as artificialised, which for herbaceous land and mineral surfaces the use (US) decides. */
export type Artificialised = "always" | "never" | "depends-on-use" | "unless-us1.3";

const row = (
  code: string,
  labelFr: string,
  labelEn: string,
  colour: string,
  artificialised: Artificialised,
): CoverClass => ({ code, labelFr, labelEn, colour, artificialised });

export const coverClasses: readonly CoverClass[] = [
  row("CS1.1.1.1", "Zones bâties", "Built-up areas", "#ff377a", "always"),
  row("CS1.1.1.2", "Zones non bâties", "Sealed areas without buildings", "#ff9191", "always"),
  row("CS1.1.2.1", "Zones à matériaux minéraux", "Areas of mineral materials", "#ffff99", "unless-us1.3"),
  row("CS1.1.2.2", "Zones à autres matériaux composites", "Areas of other composite materials", "#a64d00", "always"),
  row("CS1.2.1", "Sols nus", "Bare soil", "#cccccc", "never"),
  row("CS1.2.2", "Surfaces d'eau", "Water", "#00ccf2", "never"),
  row("CS1.2.3", "Névés et glaciers", "Snowfields and glaciers", "#a6e6cc", "never"),
  row("CS2.1.1.1", "Peuplement de feuillus", "Broad-leaved stands", "#80ff00", "never"),
  row("CS2.1.1.2", "Peuplement de conifères", "Coniferous stands", "#00a600", "never"),
  row("CS2.1.1.3", "Peuplement mixte", "Mixed stands", "#80be00", "never"),
  row("CS2.1.2", "Formations arbustives et sous-arbrisseaux", "Shrubs and sub-shrubs", "#a6ff80", "never"),
  row("CS2.1.3", "Autres formations ligneuses", "Other woody formations", "#e68000", "never"),
  row("CS2.2.1", "Formations herbacées", "Herbaceous formations", "#ccf24d", "depends-on-use"),
  row("CS2.2.2", "Autres formations non ligneuses", "Other non-woody formations", "#ccffcc", "depends-on-use"),
];

const byCode = new Map(coverClasses.map((cover) => [cover.code, cover]));

export function coverOf(code: string): CoverClass | undefined {
  return byCode.get(code);
}
