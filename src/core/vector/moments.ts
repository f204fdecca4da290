/**
 * Area and centroid of many shapes at once, edge by edge (the shoelace formula and its first moments). Edges of a shape
 * may come in any order; counter-clockwise ones, y upwards, count positive.
 */
export class Moments {
  readonly #twiceArea: Float64Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;

  constructor(shapes: number) {
    this.#twiceArea = new Float64Array(shapes);
    this.#x = new Float64Array(shapes);
    this.#y = new Float64Array(shapes);
  }

  add(shape: number, ax: number, ay: number, bx: number, by: number): void {
    const twice = ax * by - bx * ay;
    this.#twiceArea[shape] = this.#twiceArea[shape]! + twice;
    this.#x[shape] = this.#x[shape]! + (ax + bx) * twice;
    this.#y[shape] = this.#y[shape]! + (ay + by) * twice;
  }

  /** In squared units; exact where coordinates are whole numbers and sums stay below 2^53. */
  area(shape: number): number {
    return this.#twiceArea[shape]! / 2;
  }

  centroid(shape: number): [x: number, y: number] {
    const sixfold = 3 * this.#twiceArea[shape]!;
    return sixfold === 0 ? [0, 0] : [this.#x[shape]! / sixfold, this.#y[shape]! / sixfold];
  }
}
