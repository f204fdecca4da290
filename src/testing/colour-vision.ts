import { rgbOf } from "../core/landcover/cosia.ts";

/**
 * What eyes without one kind of cone make of linear RGB: Machado, Oliveira & Fernandes, "A physiologically-based model
 * for simulation of color vision deficiency", IEEE TVCG 15 (6), 2009, table 1 at severity 1.0; rows one after another.
 */
export const eyes = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

type Triple = readonly [number, number, number];

/** How far two colours "#rrggbb" are apart to some eyes, in OKLab: 1 from black to white, about 0.02 just noticed side by side. */
export function distance(one: string, other: string, eye: keyof typeof eyes): number {
  const [a, b] = [seen(one, eye), seen(other, eye)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function seen(colour: string, eye: keyof typeof eyes): Triple {
  const linear = rgbOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; // IEC 61966-2-1
  });
  const matrix = eyes[eye];
  const [r, g, b] = [0, 3, 6].map((row) => {
    const value = matrix[row]! * linear[0]! + matrix[row + 1]! * linear[1]! + matrix[row + 2]! * linear[2]!;
    return Math.min(1, Math.max(0, value));
  }) as unknown as Triple;
  return oklab(r, g, b);
}

/** Linear sRGB in OKLab (Ottosson, "A perceptual color space for image processing", 2020). */
function oklab(r: number, g: number, b: number): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
