/**
 * Energy and carbon of a run, as a range: nobody has measured the machine. What making the machine and training the
 * model took is outside. (AFNOR SPEC 2314 asks that such limits be stated with the figure.)
 */

export interface Range {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** What a laptop draws while it computes, watts. */
export const deviceWatts: Range = { low: 15, typical: 30, high: 65 };

/** kWh a GB downloaded: network 0.059 and data centre 0.055 (CO2.js, Sustainable Web Design model, version 4). */
export const KWH_A_GIGABYTE = 0.114;

/** gCO2e a kWh in France: Ember's figure for 2024, and what other sources make of it. */
export const gridGramsAKwh: Range = { low: 32, typical: 44, high: 56 };

export interface RunCost {
  /** measured on the clock */
  readonly seconds: number;
  /** of model and image, where they came over the network */
  readonly downloadedBytes: number;
}

export interface Footprint {
  readonly wattHours: Range;
  readonly gramsCo2e: Range;
}

/** watts × seconds / 3600 + GB × 114 Wh, then × the grid's intensity: the low figures together, and the high ones. */
export function footprintOf({ seconds, downloadedBytes }: RunCost): Footprint {
  const download = (downloadedBytes / 1e9) * KWH_A_GIGABYTE * 1000;
  const wattHours = mapRange(deviceWatts, (watts) => (watts * seconds) / 3600 + download);
  return {
    wattHours,
    gramsCo2e: {
      low: (wattHours.low / 1000) * gridGramsAKwh.low,
      typical: (wattHours.typical / 1000) * gridGramsAKwh.typical,
      high: (wattHours.high / 1000) * gridGramsAKwh.high,
    },
  };
}

function mapRange({ low, typical, high }: Range, of: (value: number) => number): Range {
  return { low: of(low), typical: of(typical), high: of(high) };
}
