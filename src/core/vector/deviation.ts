import type { Arcs } from "./coverage.ts";
import { squaredDistance } from "./segment-index.ts";

/**
 * How many traced points one segment may stand for: more would cost more to look at than a point every kilometre of
 * border is worth.
 */
const LONGEST_SPAN = 2048;

/** How far a border that is being redrawn is from the one that was traced. */
export class Deviation {
  readonly #arcs: Arcs;
  readonly #scale: number;
  /** by `isWithin`: the last traced point before E, counted from the arc's first */
  nearest = 0;

  /** @param scale sub-pixels of the redrawn map to one of the arcs' */
  constructor(arcs: Arcs, scale: number) {
    this.#arcs = arcs;
    this.#scale = scale;
  }

  /** Traced points after `from` up to `to`: forwards, and in a loop around its end. */
  span(arc: number, from: number, to: number): number {
    return to < from ? to - from + this.#last(arc) : to - from;
  }

  /**
   * Whether the `span` traced points after `from` are all within `limit` sub-pixels of the line A → E → D, and E of the
   * line through them. Where they are, `nearest` is set.
   * @param from the last traced point before A
   */
  isWithin(
    limit: number,
    arc: number,
    from: number,
    span: number,
    ax: number,
    ay: number,
    ex: number,
    ey: number,
    dx: number,
    dy: number,
  ): boolean {
    if (span > LONGEST_SPAN) return false;
    const { offsets, points } = this.#arcs;
    const first = offsets[arc]!;
    const last = this.#last(arc);
    const isLoop = this.#arcs.startNode[arc]! < 0;
    const scale = this.#scale;
    const squaredLimit = limit * limit;
    let nearest = from;
    let toE = Number.POSITIVE_INFINITY;
    let px = points[2 * (first + from)]! * scale;
    let py = points[2 * (first + from) + 1]! * scale;
    // One more than the span: D lies on the traced side after its last point.
    for (let step = 1; step <= span + 1; step++) {
      let source = from + step;
      if (source > last) {
        if (!isLoop) break;
        source -= last;
      }
      const qx = points[2 * (first + source)]! * scale;
      const qy = points[2 * (first + source) + 1]! * scale;
      if (
        step <= span &&
        squaredDistance(qx, qy, ax, ay, ex, ey) > squaredLimit &&
        squaredDistance(qx, qy, ex, ey, dx, dy) > squaredLimit
      ) {
        return false;
      }
      const near = squaredDistance(ex, ey, px, py, qx, qy);
      if (near < toE) {
        toE = near;
        nearest = from + step - 1;
      }
      px = qx;
      py = qy;
    }
    if (toE > squaredLimit) return false;
    this.nearest = isLoop ? nearest % last : nearest;
    return true;
  }

  /** The number of an arc's last point; a loop's is its first again. */
  #last(arc: number): number {
    return this.#arcs.offsets[arc + 1]! - this.#arcs.offsets[arc]! - 1;
  }
}
