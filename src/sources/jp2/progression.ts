import type { Progression } from "./codestream.ts";
import type { Tile } from "./geometry.ts";

/** One packet: a layer of a precinct. */
export interface Packet {
  readonly layer: number;
  readonly component: number;
  readonly resolution: number;
  readonly precinct: number;
}

interface Precinct {
  readonly component: number;
  readonly resolution: number;
  readonly precinct: number;
  /** its corner on the reference grid, the image's or the partition's */
  readonly x: number;
  readonly y: number;
}

/** A tile's packets in the order they are stored (ISO/IEC 15444-1 B.12.1). */
export function* packetsOf(tile: Tile): Generator<Packet> {
  const { layers } = tile.parameters;
  const progression: Progression = tile.parameters.progression;
  const components = tile.components.map((_, index) => index);
  const most = Math.max(...tile.components.map(({ resolutions }) => resolutions.length));
  const all = Array.from({ length: most }, (_, resolution) => resolution);
  switch (progression) {
    case "LRCP":
      for (let layer = 0; layer < layers; layer++)
        for (const resolution of all)
          for (const component of components) yield* precinctsInRow(tile, component, resolution, layer);
      return;
    case "RLCP":
      for (const resolution of all)
        for (let layer = 0; layer < layers; layer++)
          for (const component of components) yield* precinctsInRow(tile, component, resolution, layer);
      return;
    case "RPCL":
      for (const resolution of all) yield* byPosition(tile, components, [resolution], layers);
      return;
    case "PCRL":
      yield* byPosition(tile, components, all, layers);
      return;
    case "CPRL":
      for (const component of components) yield* byPosition(tile, [component], all, layers);
      return;
    default:
      throw new Error(`no such progression: ${progression satisfies never}`);
  }
}

function* precinctsInRow(tile: Tile, component: number, resolution: number, layer: number): Generator<Packet> {
  const own = tile.components[component]?.resolutions[resolution];
  if (own === undefined) return;
  const count = own.precinctsAcross * own.precinctsDown;
  for (let precinct = 0; precinct < count; precinct++) yield { layer, component, resolution, precinct };
}

/** Row by row of the reference grid, then by component, then by resolution. */
function* byPosition(
  tile: Tile,
  components: readonly number[],
  resolutions: readonly number[],
  layers: number,
): Generator<Packet> {
  const precincts = components.flatMap((component) =>
    resolutions.flatMap((resolution) => placesOf(tile, component, resolution)),
  );
  precincts.sort(
    (one, other) =>
      one.y - other.y ||
      one.x - other.x ||
      one.component - other.component ||
      one.resolution - other.resolution ||
      one.precinct - other.precinct,
  );
  for (const { component, resolution, precinct } of precincts)
    for (let layer = 0; layer < layers; layer++) yield { layer, component, resolution, precinct };
}

function placesOf(tile: Tile, component: number, resolution: number): Precinct[] {
  const { coding, resolutions } = tile.components[component] as Tile["components"][number];
  const own = resolutions[resolution];
  if (own === undefined) return [];
  const scale = 2 ** (coding.levels - resolution);
  const width = 2 ** own.precinctWidth;
  const height = 2 ** own.precinctHeight;
  const left = Math.floor(own.x0 / width);
  const top = Math.floor(own.y0 / height);
  return Array.from({ length: own.precinctsAcross * own.precinctsDown }, (_, precinct) => ({
    component,
    resolution,
    precinct,
    x: Math.max(tile.x0, (left + (precinct % own.precinctsAcross)) * width * scale),
    y: Math.max(tile.y0, (top + Math.floor(precinct / own.precinctsAcross)) * height * scale),
  }));
}
