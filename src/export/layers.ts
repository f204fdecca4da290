import { CHECKED, checkedLabels } from "../core/edits/edit.ts";
import type { Point } from "../core/geo/affine.ts";
import type { Crs } from "../core/geo/crs.ts";
import { reprojection } from "../core/geo/reproject.ts";
import type { Verdict } from "../core/landcover/artificialisation.ts";
import { cosiaOf } from "../core/landcover/cosia.ts";
import { describeBuiltZone, describePreset } from "../core/landcover/presets.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import { imageDate } from "../core/millesime.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { type Coverage, polygonOf } from "../core/vector/coverage.ts";
import { measureFaces } from "../core/vector/measure.ts";
import { artificialisationFields, DECIMALS, type Field, ocsgeFields, ocsolFields, type Value } from "./fields.ts";

export type LayerName = "OCCUPATION_SOL" | "ARTIFICIALISATION" | "ZONE_CONSTRUITE" | "CHANGEMENT" | "ECHANTILLON";

/** What a layer is, whatever the shape of its features. */
export interface LayerTable {
  readonly name: LayerName;
  /** in French, as everything in an export */
  readonly description: string;
  readonly crs: Crs;
  readonly fields: readonly Field[];
  readonly count: number;
  /** in the order of `fields`; 0 to `count` − 1 */
  row(index: number): Value[];
}

/** A layer of polygons, as every vector format writes it. */
export interface Layer extends LayerTable {
  /** Closed rings of x, y pairs, the outer one first and counter-clockwise, a hole clockwise. 0 to `count` − 1 */
  polygon(index: number): Float64Array[];
}

/** A layer of points, which a GeoPackage has room for. */
export interface PointLayer extends LayerTable {
  point(index: number): Point;
}

/** The land cover: the layer that every format has. */
export function landCoverLayer(map: SurveyedMap, options: ExportOptions): Layer {
  const moved = options.simplifyMetres ? `, contours simplifiés à ${options.simplifyMetres} m près` : "";
  const { planimetric } = measureFaces(map);
  const ocsge = ocsgeRows(map, options);
  return {
    name: "OCCUPATION_SOL",
    description: `Couverture du sol (OCS GE), ${describePreset(options.preset)}${moved}. ${sourceOf(options)}`,
    ...shapesOf(map, options),
    fields: [...ocsgeFields, ...ocsolFields],
    row: (face) => [...ocsge(face), ...ocsolRow(map, options, planimetric, face)],
  };
}

/** All that a map gives, for the formats that hold several layers. */
export function layersOf(map: SurveyedMap, options: ExportOptions): Layer[] {
  const layers = [landCoverLayer(map, options), artificialisationLayer(map, options)];
  if (map.builtZone !== undefined && options.preset.id === "ocsge") {
    layers.push({
      name: "ZONE_CONSTRUITE",
      description: describeBuiltZone(options.preset),
      ...shapesOf(map.builtZone, options),
      fields: ocsgeFields.slice(0, 1),
      row: (face) => [`OCSOL_ZC_${String(face + 1).padStart(7, "0")}`],
    });
  }
  return layers;
}

/** As the State delivers it (`artif_{year}_{department}`), with our third answer beside. */
function artificialisationLayer(map: SurveyedMap, options: ExportOptions): Layer {
  const { planimetric } = measureFaces(map);
  const { verdicts, byThreshold } = map.artificialisation;
  const ocsge = ocsgeRows(map, options);
  return {
    name: "ARTIFICIALISATION",
    description: `Artificialisation (décret 2022-763 modifié), d’après la couverture prédite. ${sourceOf(options)}`,
    ...shapesOf(map, options),
    fields: [...ocsgeFields, ...artificialisationFields, ...ocsolFields.filter(({ name }) => name === "ocsol_artif")],
    row: (face) => {
      const verdict = verdicts[face]!;
      return [
        ...ocsge(face),
        rounded(planimetric[face]!),
        deliveredVerdicts[verdict],
        byThreshold[face]!,
        verdictLabels[verdict],
      ];
    },
  };
}

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  certain: "certain",
  "depends-on-use": "selon usage",
  never: "jamais",
};

const deliveredVerdicts: Readonly<Record<Verdict, string | null>> = {
  certain: "artif",
  "depends-on-use": null,
  never: "non artif",
};

function ocsgeRows(map: SurveyedMap, options: ExportOptions): (face: number) => Value[] {
  const source = sourceOf(options);
  const bySomebody = `${source}, corrigé à la main`;
  return (face) => [
    `OCSOL_${String(face + 1).padStart(7, "0")}`,
    map.covers[face]!,
    map.uses[face]!,
    options.millesime,
    map.faces.checked?.[face] === CHECKED.corrected ? bySomebody : source,
    0,
    null,
    String(map.faces.numero[face]!),
  ];
}

function ocsolRow(map: SurveyedMap, options: ExportOptions, areas: Float64Array, face: number): Value[] {
  const numero = map.faces.numero[face]!;
  const confidence = map.faces.confidence[face]!;
  return [
    numero,
    cosiaOf(numero)?.nameFr ?? `Classe ${numero}`,
    Number.isNaN(confidence) ? null : rounded(confidence),
    rounded(areas[face]!),
    verdictLabels[map.artificialisation.verdicts[face]!],
    checkedLabels[map.faces.checked?.[face] ?? CHECKED.no]!,
    options.model === "" ? null : options.model,
    options.image,
    imageDate(options.image, options.millesime) || null,
  ];
}

export const rounded = (value: number): number => Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS;

/** Without a model the classes are somebody else's: nothing is said of how they were found. */
export function sourceOf({ model, image }: ExportOptions): string {
  if (model === "") return `Ocsol — polygones de la trame ${image}`;
  return `Ocsol ${model} — prédiction automatique, image ${image}`;
}

/** A corner is moved alike in every polygon that has it, so neighbours still share their borders to the last bit. */
function shapesOf(coverage: Coverage, options: ExportOptions): Pick<Layer, "crs" | "count" | "polygon"> {
  const from = coverage.grid.crs;
  const crs = options.crs ?? from;
  const count = coverage.faces.count;
  if (crs.code === from.code) return { crs, count, polygon: (face) => polygonOf(coverage, face) };
  const project = reprojection(from, crs);
  return {
    crs,
    count,
    polygon(face) {
      const polygon = polygonOf(coverage, face);
      for (const ring of polygon) {
        for (let at = 0; at < ring.length; at += 2) [ring[at], ring[at + 1]] = project(ring[at]!, ring[at + 1]!);
      }
      return polygon;
    },
  };
}
