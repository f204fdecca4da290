import { joined, rootOf, withRoom } from "./arrays.ts";
import { type Faces, OUTSIDE } from "./coverage.ts";
import type { RowRuns } from "./row-runs.ts";

/**
 * Faces as they are found, row by row: the 4-connected components of equal classes, by run-length union-find. A run
 * takes the label of the runs of its class that it touches in the row above, or a new one.
 */
export class FaceLabels {
  count = 0;
  #parent = new Int32Array(1024);
  #numero = new Uint8Array(1024);
  #pixels = new Uint32Array(1024);
  #confidence = new Float64Array(1024);

  /** Labels the runs of `here` after those of the row above and adds their pixels to their label. */
  addRow(above: RowRuns, here: RowRuns): void {
    this.#makeRoom(this.count + here.count);
    const parent = this.#parent;
    const { start, numero, label, confidence } = here;
    const { start: startAbove, numero: numeroAbove, label: labelAbove } = above;
    let touching = 0;
    for (let run = 0; run < here.count; run++) {
      const sought = numero[run]!;
      if (sought === 0) {
        label[run] = OUTSIDE;
        continue;
      }
      const first = start[run]!;
      const end = start[run + 1]!;
      while (startAbove[touching + 1]! <= first) touching++;
      let found = OUTSIDE;
      for (let other = touching; startAbove[other]! < end; other++) {
        if (numeroAbove[other] !== sought) continue;
        const root = rootOf(parent, labelAbove[other]!);
        found = found === OUTSIDE ? root : joined(parent, found, root);
      }
      if (found === OUTSIDE) {
        found = this.count++;
        parent[found] = found;
        this.#numero[found] = sought;
      }
      label[run] = found;
      this.#pixels[found] = this.#pixels[found]! + end - first;
      this.#confidence[found] = this.#confidence[found]! + confidence[run]!;
    }
  }

  /** Roots become faces, in the order of their first pixel: a root is the smallest label of its component. */
  finish(): { faces: Faces; faceOf: Int32Array } {
    const parent = this.#parent;
    const faceOf = new Int32Array(this.count);
    let count = 0;
    for (let label = 0; label < this.count; label++) {
      const root = rootOf(parent, label);
      faceOf[label] = root === label ? count++ : faceOf[root]!;
    }
    const numero = new Uint8Array(count);
    const pixels = new Uint32Array(count);
    const confidence = new Float64Array(count);
    for (let label = 0; label < this.count; label++) {
      const face = faceOf[label]!;
      numero[face] = this.#numero[label]!;
      pixels[face] = pixels[face]! + this.#pixels[label]!;
      confidence[face] = confidence[face]! + this.#confidence[label]!;
    }
    for (let face = 0; face < count; face++) confidence[face] = confidence[face]! / (255 * pixels[face]!);
    return { faces: { count, numero, pixels, confidence }, faceOf };
  }

  #makeRoom(labels: number): void {
    this.#parent = withRoom(this.#parent, labels);
    this.#numero = withRoom(this.#numero, labels);
    this.#pixels = withRoom(this.#pixels, labels);
    this.#confidence = withRoom(this.#confidence, labels);
  }
}
