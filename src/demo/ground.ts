/** Shaders of the ground: what grows or lies flat. Colours and contrasts follow labelled orthophotos of the Hérault. */
import { put, type Shader } from "./canvas.ts";
import type { Frame } from "./geometry.ts";
import { at, cloudy, fine, grainy, patchy, tufted, vast } from "./noise.ts";
import type { Random } from "./random.ts";

export type Colour = readonly [red: number, green: number, blue: number];

export const numero = {
  building: 1,
  pervious: 2,
  impervious: 3,
  pool: 4,
  bareSoil: 5,
  water: 6,
  conifer: 8,
  deciduous: 9,
  brushwood: 10,
  vineyard: 11,
  lawn: 12,
  crop: 13,
  ploughed: 14,
  greenhouse: 15,
} as const;

/** A surface without direction: a colour and how far it varies over 20 cm, 60 cm, 1.5 m and 3 m. */
export function mottled(
  numero: number,
  [red, green, blue]: Colour,
  [fineGain, tuftGain, patchGain, cloudGain]: readonly [number, number, number, number],
  source: Random,
): Shader {
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  return (rgb, index, x, y) => {
    const value =
      fineGain * at(fine, x + ox, y + oy) +
      tuftGain * at(tufted, x + oy, y + ox) +
      patchGain * at(patchy, x + ox, y - oy) +
      cloudGain * at(cloudy, x - ox, y + oy);
    put(rgb, index, red + value, green + value * 0.95, blue + value * 0.86);
    return numero;
  };
}

/** Grass between green and dry: patches of both, the drier the paler. `dryness` 0–1. */
export function grass(dryness: number, contrast: number, source: Random): Shader {
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  return (rgb, index, x, y) => {
    const mixing =
      0.1 * at(cloudy, x + ox, y + oy) + 0.09 * at(patchy, x + oy, y + ox) + 0.15 * at(vast, x - oy, y + ox);
    const dry = Math.min(1, Math.max(0, dryness + contrast * mixing));
    const texture =
      contrast * (5.5 * at(grainy, x + oy, y - ox) + 5 * at(tufted, x + ox, y - oy)) + 6 * at(fine, x, y + ox);
    put(rgb, index, 78 + 66 * dry + texture, 92 + 42 * dry + texture, 74 + 44 * dry + texture * 0.85);
    return numero.lawn;
  };
}

/** Which way rows run across scene pixels, and where a pixel stands between two of them. */
interface Rows {
  readonly cos: number;
  readonly sin: number;
  readonly frame: Frame;
}

const rowsAlong = (frame: Frame): Rows => ({ cos: frame.ux, sin: frame.uy, frame });

const fraction = (value: number): number => value - Math.floor(value);

/** Rows of vine, `spacing` metres apart, on soil or thin grass; a dark side away from the sun, plants missing here and there. */
export function vines(frame: Frame, soil: Colour, spacing: number, vigour: number, source: Random): Shader {
  const { cos, sin } = rowsAlong(frame);
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  const pitch = spacing / 0.2;
  const grassy = source.chance(0.35) ? 1 : 0;
  const [red, green, blue] = soil;
  return (rgb, index, x, y) => {
    const wobble = 0.028 * at(grainy, x + ox, y + oy) + 0.008 * at(cloudy, x + oy, y);
    const phase = fraction((y * cos - x * sin) / pitch + wobble) - 0.5;
    const plants = at(tufted, x + oy, y + ox);
    const health =
      vigour +
      0.035 * at(grainy, x - oy, y) +
      0.025 * plants +
      0.018 * at(patchy, x - ox, y) +
      0.018 * at(cloudy, x, y - ox);
    const missing = plants < -1.7 ? 0.2 : 1;
    const cover = Math.min(1, Math.max(0, (health * missing - Math.abs(phase)) * pitch * 1.2 + 0.5));
    const groundTexture = 7 * at(fine, x + ox, y) + 4 * at(tufted, x, y + oy) + 5 * at(cloudy, x + ox, y + oy);
    const weeds = grassy * Math.max(0, 0.8 - 3 * Math.abs(Math.abs(phase) - 0.5)) * 12;
    const leaf = 11 * at(fine, x + oy, y + ox) + 5 * at(grainy, x, y) - 30 * phase;
    const bare = 1 - cover;
    put(
      rgb,
      index,
      bare * (red + groundTexture - 1.6 * weeds) + cover * (68 + leaf),
      bare * (green + groundTexture - 0.6 * weeds) + cover * (72 + leaf),
      bare * (blue + groundTexture * 0.9 - 1.4 * weeds) + cover * (53 + 0.8 * leaf),
    );
    return numero.vineyard;
  };
}

/** A crop or ploughed land: fine lines along the sowing, pairs of wheel tracks every 18 m or so. */
export function sown(
  cosia: number,
  frame: Frame,
  [red, green, blue]: Colour,
  lineGain: number,
  tramlines: boolean,
  source: Random,
): Shader {
  const { cos, sin } = rowsAlong(frame);
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  const linePitch = source.between(3.2, 5.5);
  const tramPitch = source.between(75, 110);
  const soilGain = source.between(0.5, 1.2);
  return (rgb, index, x, y) => {
    const across = y * cos - x * sin;
    const along = x * cos + y * sin;
    // stretched along the sowing: a lookup in the rows' own axes
    const streak = at(grainy, (along * 0.2 + ox) | 0, (across * 0.9 + oy) | 0);
    let value =
      lineGain * Math.sin((across / linePitch) * 6.2832) * (0.8 + 0.3 * streak) +
      2.2 * streak +
      5 * at(fine, x + ox, y + oy) +
      soilGain * (3 * at(cloudy, x + oy, y + ox) + 2 * at(patchy, x - oy, y + ox)) +
      4 * soilGain * at(vast, x + ox, y - oy);
    if (tramlines) {
      const place = fraction(across / tramPitch) * tramPitch;
      if (place < 2 || (place > 8.5 && place < 10.5)) value += 11;
    }
    put(rgb, index, red + value, green + value * 0.95, blue + value * 0.85);
    return cosia;
  };
}

/** Garrigue: evergreen bushes, lit on the sun's side, on light stony soil. `density` about -0.5 (bare) to 1 (closed). */
export function brushwood(density: number, soil: Colour, source: Random): Shader {
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  const [red, green, blue] = soil;
  return (rgb, index, x, y) => {
    const height =
      at(tufted, x + ox, y + oy) +
      0.55 * at(grainy, x - ox, y + oy) +
      0.55 * at(patchy, x + oy, y - ox) +
      0.75 * at(cloudy, x - oy, y + ox);
    const cover = Math.min(1, Math.max(0, (height + density) * 1.3 + 0.5));
    const relief = 12 * (at(tufted, x + ox + 2, y + oy + 2) - at(tufted, x + ox - 1, y + oy - 1));
    const leaf = 6.5 * at(fine, x + oy, y + ox) + 4 * at(grainy, x + ox, y) + relief + 5 * at(cloudy, x + ox, y);
    const stones = 7 * at(fine, x, y + ox) + 7 * at(grainy, x + oy, y) + 7 * at(patchy, x, y + oy);
    const bare = 1 - cover;
    put(
      rgb,
      index,
      bare * (red + stones) + cover * (68 + leaf),
      bare * (green + stones) + cover * (78 + leaf),
      bare * (blue + 0.9 * stones) + cover * (65 + 0.8 * leaf),
    );
    return numero.brushwood;
  };
}

/** Still water: nearly no texture, ripples, a little of the bottom. */
export function water([red, green, blue]: Colour, source: Random): Shader {
  const ox = source.integer(0, 511);
  return (rgb, index, x, y) => {
    const value = 2.6 * at(cloudy, x + ox, y) + 2 * at(vast, x, y + ox) + 0.9 * at(grainy, x + 2 * y, (y >> 1) + ox);
    put(rgb, index, red + value, green + value, blue + value * 0.8);
    return numero.water;
  };
}

export const asphalt = (source: Random): Shader => {
  const tone = source.between(-10, 14);
  return mottled(numero.impervious, [112 + tone, 115 + tone, 120 + tone], [4.5, 1.6, 2.4, 3.5], source);
};

export const concrete = (source: Random): Shader => {
  const tone = source.between(-18, 16);
  return mottled(numero.impervious, [174 + tone, 169 + tone, 160 + tone], [6, 2, 3, 5], source);
};

export const gravel = (source: Random): Shader => {
  const tone = source.between(-18, 14);
  return mottled(numero.pervious, [166 + tone, 156 + tone, 140 + tone], [8, 4, 4, 7], source);
};

export const bareSoil = (source: Random): Shader => {
  const tone = source.between(-14, 16);
  return mottled(numero.bareSoil, [156 + tone, 145 + tone, 129 + tone], [6, 4, 5, 9], source);
};

/** The floor under a wood's crowns. */
export const undergrowth = (cosia: number, source: Random): Shader =>
  mottled(cosia, [52, 56, 48], [3, 5, 5, 5], source);
