/**
 * A one-band tile reduced by `scale`: ⌈width / scale⌉ × ⌈height / scale⌉ pixels, each out of the scale² it covers, those
 * inside the tile. 0 is no data: it counts for nothing, and a pixel is 0 only where all that it covers is. Both ways of
 * reducing leave the same pixels without data, and what is smaller than a reduced pixel stays visible.
 */
export type Reduce = (pixels: Uint8Array, width: number, height: number, scale: number) => Uint8Array;

/** The value most pixels have; of several, the one met first, row by row from the top left: no class is favoured. */
export const mode: Reduce = (pixels, width, height, scale) => {
  const columns = Math.ceil(width / scale);
  const out = new Uint8Array(columns * Math.ceil(height / scale));
  const counts = new Uint32Array(256);
  const met = new Uint8Array(256);
  for (let to = 0; to < out.length; to++) {
    const left = (to % columns) * scale;
    const right = Math.min(left + scale, width);
    const top = Math.floor(to / columns) * scale;
    const bottom = Math.min(top + scale, height);
    let kinds = 0;
    for (let row = top; row < bottom; row++) {
      const end = row * width + right;
      for (let at = row * width + left; at < end; ) {
        const value = pixels[at]!;
        const start = at++;
        while (at < end && pixels[at] === value) at++;
        if (value === 0) continue;
        if (counts[value] === 0) met[kinds++] = value;
        counts[value]! += at - start;
      }
    }
    let most = 0;
    for (let kind = 0; kind < kinds; kind++) {
      const value = met[kind]!;
      if (counts[value]! > most) {
        most = counts[value]!;
        out[to] = value;
      }
      counts[value] = 0;
    }
  }
  return out;
};

/** The mean, rounded, halves up. */
export const mean: Reduce = (pixels, width, height, scale) => {
  const columns = Math.ceil(width / scale);
  const out = new Uint8Array(columns * Math.ceil(height / scale));
  for (let to = 0; to < out.length; to++) {
    const left = (to % columns) * scale;
    const right = Math.min(left + scale, width);
    const top = Math.floor(to / columns) * scale;
    const bottom = Math.min(top + scale, height);
    let sum = 0;
    let known = 0;
    for (let row = top; row < bottom; row++) {
      const end = row * width + right;
      for (let at = row * width + left; at < end; at++) {
        const value = pixels[at]!;
        sum += value;
        if (value !== 0) known++;
      }
    }
    if (known > 0) out[to] = Math.floor(sum / known + 0.5);
  }
  return out;
};
