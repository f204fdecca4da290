import type { Layout } from "./layout.ts";
import type { Composition } from "./render.ts";
import type { SampleArray } from "./sample-array.ts";

/** Where one sample of each pixel lies. */
export interface Plane {
  readonly data: SampleArray;
  readonly first: number;
  readonly step: number;
}

/** The planes that are looked at: of bands stored apart, those shown and the alpha. */
export function planesOf({ planes }: Layout, { channels, alpha }: Composition): readonly number[] {
  if (planes === 1) return [0];
  const shown = channels.map(({ sample }) => sample);
  return [...new Set(alpha === undefined ? shown : [...shown, alpha])];
}

/** One sample among those of a chunk, of which `samplesOf` gives each plane's. */
export function planeIn(layout: Layout, sample: number, samplesOf: (plane: number) => SampleArray): Plane {
  return layout.planes === 1
    ? { data: samplesOf(0), first: sample, step: layout.samples }
    : { data: samplesOf(sample), first: 0, step: 1 };
}

/** That sample of a pixel. */
export function sampleAt({ data, first, step }: Plane, pixel: number): number {
  return data[first + pixel * step] as number;
}
