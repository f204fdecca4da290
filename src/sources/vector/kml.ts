/** Features out of KML (OGC 12-007r2): always longitude and latitude of WGS 84. */
import { parseXml, type XmlElement } from "@rgrove/parse-xml";
import { appError } from "../../core/errors.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { type Feature, isEmpty, type ZoneLayer } from "./zone-layer.ts";

const WGS84 = 4326;

/** Whether a text is KML: its root, after whatever XML puts before it. */
export function isKml(text: string): boolean {
  return /^\s*(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?kml[\s>]/i.test(text);
}

/**
 * @param file its name, for errors
 * @throws AppError "file-not-a-zone-layer", "zones-missing"
 */
export function readKml(text: string, file: string): ZoneLayer {
  const refuse = (detail: string, cause?: unknown) => appError("file-not-a-zone-layer", { file, detail }, cause);
  const root = (() => {
    try {
      return parseXml(text).root;
    } catch (cause) {
      throw refuse("XML", cause);
    }
  })();
  const features: Feature[] = [];
  for (const placemark of root === null ? [] : elements(root, "Placemark")) {
    const polygons = elements(placemark, "Polygon").map((polygon) =>
      ["outerBoundaryIs", "innerBoundaryIs"].flatMap((side) =>
        children(polygon, side)
          .flatMap((boundary) => elements(boundary, "coordinates"))
          .map(({ text }) => pathOf(text, refuse)),
      ),
    );
    const paths = (kind: string) =>
      elements(placemark, kind)
        .flatMap((element) => children(element, "coordinates"))
        .map(({ text }) => pathOf(text, refuse));
    const shape = {
      polygons: polygons.filter((rings) => rings.length > 0),
      lines: paths("LineString"),
      points: paths("Point").flatMap((place) => [...place]),
    };
    if (!isEmpty(shape)) features.push({ properties: propertiesOf(placemark), ...shape });
  }
  if (features.length === 0) throw appError("zones-missing", { file });
  return { crs: crsOf(WGS84)!, features };
}

/** Without the prefix of its namespace. */
const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(":") + 1);

const isElement = (node: { readonly type: string }): node is XmlElement => node.type === "element";

function children(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(isElement).filter((child) => localName(child) === name);
}

/** All elements of a name, however deep, in the file's order; not those inside one of them. */
function elements(parent: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const waiting = parent.children.filter(isElement).reverse();
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (localName(element) === name) found.push(element);
    else waiting.push(...element.children.filter(isElement).reverse());
  }
  return found;
}

/** "lon,lat[,height] lon,lat[,height] …" */
function pathOf(text: string, refuse: (detail: string) => Error): Float64Array {
  const positions = text.trim().split(/\s+/);
  return Float64Array.from(
    positions.flatMap((position) => {
      const [x, y] = position.split(",").map((part) => (part === "" ? Number.NaN : Number(part)));
      if (!Number.isFinite(x) || !Number.isFinite(y)) throw refuse(`position ${JSON.stringify(position.slice(0, 40))}`);
      return [x!, y!];
    }),
  );
}

/** Its name and description, and its extended data in both of KML's writings. */
function propertiesOf(placemark: XmlElement): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const name of ["name", "description"]) {
    const [element] = children(placemark, name);
    if (element !== undefined) properties[name] = element.text.trim();
  }
  for (const extended of children(placemark, "ExtendedData")) {
    for (const data of elements(extended, "SimpleData")) properties[data.attributes["name"] ?? ""] = data.text.trim();
    for (const data of elements(extended, "Data")) {
      properties[data.attributes["name"] ?? ""] = children(data, "value")[0]?.text.trim() ?? "";
    }
  }
  return properties;
}
