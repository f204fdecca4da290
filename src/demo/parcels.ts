import { type Frame, frameAt } from "./geometry.ts";
import type { Block, Rect } from "./lattice.ts";
import { hash, type Random } from "./random.ts";

/** A field: part of a block, with a key of its own so that what grows on it depends on nothing around it. */
export interface Parcel {
  readonly rect: Rect;
  readonly key: number;
  /** metres */
  readonly width: number;
  readonly height: number;
}

/** Cuts a rectangle across its longer side, again and again, until parcels are near `targetSquareMetres`. */
export function cutParcels(block: Block, rect: Rect, targetSquareMetres: number, source: Random): Parcel[] {
  const width = (rect.s1 - rect.s0) * block.width;
  const height = (rect.t1 - rect.t0) * block.height;
  if (width * height < targetSquareMetres * source.between(1, 1.7)) {
    const key = hash(block.seed, block.i, block.j, Math.round(rect.s0 * 1e4), Math.round(rect.t0 * 1e4));
    return [{ rect, key, width, height }];
  }
  const part = source.between(0.36, 0.64);
  const [first, second] =
    width > height
      ? [
          { ...rect, s1: rect.s0 + (rect.s1 - rect.s0) * part },
          { ...rect, s0: rect.s0 + (rect.s1 - rect.s0) * part },
        ]
      : [
          { ...rect, t1: rect.t0 + (rect.t1 - rect.t0) * part },
          { ...rect, t0: rect.t0 + (rect.t1 - rect.t0) * part },
        ];
  return [first!, second!].flatMap((half) => cutParcels(block, half, targetSquareMetres, source));
}

/** The frame at the middle of a rectangle: its first axis along the longer side. */
export function middleFrame(block: Block, { s0, t0, s1, t1 }: Rect): Frame {
  const s = (s0 + s1) / 2;
  const t = (t0 + t1) / 2;
  const wide = (s1 - s0) * block.width > (t1 - t0) * block.height;
  return wide
    ? frameAt(block.at(s, t), block.at(s0, t), block.at(s1, t))
    : frameAt(block.at(s, t), block.at(s, t0), block.at(s, t1));
}
