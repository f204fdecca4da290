import type { Misregistration } from "../registration/misregistration.ts";

/** How two maps are compared; plain data. */
export interface ChangeSettings {
  /** a border that moved by less is not change; m */
  readonly toleranceMetres: number;
  /** metres that the earlier map is moved by before it is compared, to the east and to the north */
  readonly shift: readonly [east: number, north: number];
  /**
   * smallest areas of a change, m²; where nothing else is said those of the preset that the later map was made with, of the
   * earlier one where that alone is Ocsol's
   */
  readonly minChangeSquareMetres?: number | undefined;
}

/** Borders of the same object drawn from two photographs differ by this much where nothing has changed. */
export const DEFAULT_TOLERANCE_METRES = 1.5;

/** m */
const LEAST_SHIFT_METRES = 0.05;

/**
 * What the earlier map is to be moved by to lie on the later one: nothing where the shift cannot be told from none, for it
 * would only part borders that are one.
 */
export function shiftFrom({ shift, metres, spreadMetres }: Misregistration): ChangeSettings["shift"] {
  return metres <= Math.max(spreadMetres, LEAST_SHIFT_METRES) ? [0, 0] : shift;
}
