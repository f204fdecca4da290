import { coversAt } from "../core/sample/answers-from-zones.ts";
import { openZoneLayer } from "../sources/vector/open-zone-layer.ts";
import { readReference } from "../sources/vector/read-reference.ts";
import { recogniseLayer } from "../sources/vector/recognise-layer.ts";
import { nameOf, zonesOf } from "../sources/vector/zone-layer.ts";
import type { AreaApi } from "./api.ts";
import { browserFile } from "./browser-file.ts";

export function createAreaApi(): AreaApi {
  return {
    async read(files, within) {
      return zonesOf(await openZoneLayer(files.map(browserFile), { within }), within.crs);
    },
    async readNamed(files, within) {
      const layer = await openZoneLayer(files.map(browserFile), { within });
      return zonesOf(layer, within.crs).map((zone, index) => ({ name: nameOf(layer.features[index]!, index), zone }));
    },
    async recognise(files) {
      return (await recogniseLayer(files.map(browserFile))).kind;
    },
    async coversAt(files, places, crs) {
      const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
      const bounds = [least(xs), least(ys), -least(xs.map((x) => -x)), -least(ys.map((y) => -y))] as const;
      return coversAt(places, await readReference(files.map(browserFile), { bounds, crs }));
    },
  };
}

const least = (values: readonly number[]): number => values.reduce((one, other) => Math.min(one, other));
