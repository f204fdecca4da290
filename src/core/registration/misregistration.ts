/** How far the earlier image lies beside the later one. */
export interface Misregistration {
  /** what the earlier image has to be moved by to lie on the later one: metres to the east and to the north */
  readonly shift: readonly [east: number, north: number];
  /** its length, m */
  readonly metres: number;
  /** how far windows differ among themselves: median distance from `shift`, m */
  readonly spreadMetres: number;
  /** windows that could be matched, of those that were tried */
  readonly matched: number;
  readonly tried: number;
}
