/** What grows on a parcel of farmland. */
import { polygonPainting, type Shader } from "./canvas.ts";
import { bareSoil, brushwood, type Colour, grass, numero, sown, vines } from "./ground.ts";
import { type Block, outline } from "./lattice.ts";
import type { Layers } from "./layers.ts";
import { middleFrame, type Parcel } from "./parcels.ts";
import { type Random, random } from "./random.ts";

export type SceneDate = "before" | "after";

export type FieldKind = "vineyard" | "crop" | "ploughed" | "meadow" | "bare" | "brushwood";

const vineSoils: readonly Colour[] = [
  [158, 148, 132],
  [146, 134, 116],
  [137, 127, 113],
  [167, 157, 141],
];
const cropTints: readonly Colour[] = [
  [86, 83, 81],
  [99, 97, 90],
  [152, 141, 118],
  [82, 96, 75],
  [110, 109, 84],
  [168, 158, 135],
  [121, 114, 100],
  [94, 104, 80],
];
const ploughTints: readonly Colour[] = [
  [160, 157, 147],
  [141, 122, 106],
  [128, 114, 102],
  [152, 138, 120],
];

export interface Field {
  readonly parcel: Parcel;
  readonly kind: FieldKind;
}

export function addField(layers: Layers, block: Block, { parcel, kind }: Field, date: SceneDate): void {
  const shape = outline(block, parcel.rect, fieldMargin);
  layers.ground.push(polygonPainting(shape, fieldShader(block, parcel, kind, date)));
}

/** Metres of grass between two fields, half on each side. */
export const fieldMargin = 0.9;

function fieldShader(block: Block, parcel: Parcel, kind: FieldKind, date: SceneDate): Shader {
  const source = random(parcel.key, 41);
  const frame = middleFrame(block, parcel.rect);
  switch (kind) {
    case "vineyard":
      return vines(frame, source.pick(vineSoils), source.between(2.15, 2.55), source.between(0.15, 0.25), source);
    case "crop": {
      const tint = source.pick(cropTints);
      // the later photograph is of another month: two crops in three have another tint, meadows are greener or drier
      const other = random(parcel.key, 42);
      const colour = date === "after" && other.chance(0.66) ? other.pick(cropTints) : tint;
      return sown(numero.crop, frame, colour, source.between(0.8, 3), source.chance(0.7), source);
    }
    case "ploughed":
      return sown(numero.ploughed, frame, source.pick(ploughTints), source.between(3.5, 6.5), false, source);
    case "meadow": {
      const dryness = source.between(0.25, 0.95);
      const later = random(parcel.key, 42).between(0.25, 0.95);
      return grass(date === "after" ? later : dryness, source.between(0.9, 1.4), source);
    }
    case "bare":
      return bareSoil(source);
    case "brushwood":
      return brushwood(source.between(0.2, 0.9), [122, 114, 102], source);
    default:
      return kind satisfies never;
  }
}

/** The fields a kind of block is made of, as shares. */
export function pickField(shares: readonly (readonly [FieldKind, number])[], source: Random): FieldKind {
  let left = source.next() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [kind, share] of shares) {
    left -= share;
    if (left < 0) return kind;
  }
  return shares[0]![0];
}
