import { changeKinds } from "../core/change/change-map.ts";
import { kindColours } from "../core/change/kind-colours.ts";
import { rgbOf } from "../core/landcover/cosia.ts";
import { coverOf } from "../core/landcover/ocsge.ts";
import { answerLabels } from "./change-layers.ts";
import { domains } from "./domains.ts";
import { type LayerName, verdictLabels } from "./layers.ts";
import { kindLabels } from "./strata.ts";

/** How a layer is drawn. Fills have no outline, so that shared borders show no double line. */
interface Style {
  readonly title: string;
  /** polygons where nothing is said */
  readonly shape?: "point";
  /** 0–1, so that an image below shows */
  readonly opacity?: number;
  /** the column that decides, and the colour of each value it may hold */
  readonly categories?: {
    readonly field: string;
    readonly values: readonly { readonly value: string; readonly label: string; readonly colour: string }[];
  };
  /** without categories */
  readonly outline?: string;
}

/** Vermilion, yellow and bluish green of Okabe and Ito, told apart by colour-blind people too. */
const verdictColours: Readonly<Record<string, string>> = {
  [verdictLabels.certain]: "#d55e00",
  [verdictLabels["depends-on-use"]]: "#f0e442",
  [verdictLabels.never]: "#009e73",
};

/** As on the screen, with a grey for what is none. */
const evolutionColours: Readonly<Record<string, string>> = {
  ...Object.fromEntries(changeKinds.map((kind) => [kindLabels[kind], kindColours[kind]])),
  [kindLabels.none]: "#bbbbbb",
};

const answerColours: Readonly<Record<string, string>> = {
  [answerLabels.none]: "#ffffff",
  [answerLabels.given]: "#0072b2",
  [answerLabels.unsure]: "#e69f00",
};

const styles: Readonly<Record<LayerName, Style>> = {
  OCCUPATION_SOL: {
    title: "Couverture du sol, couleurs de la nomenclature OCS GE",
    categories: {
      field: "code_cs",
      values: domains["code_cs"]!.map(({ value, label }) => ({
        value,
        label: `${value} – ${label}`,
        colour: coverOf(value)!.colour,
      })),
    },
  },
  ARTIFICIALISATION: {
    title: "Artificialisation : à coup sûr, selon l’usage, jamais",
    categories: {
      field: "ocsol_artif",
      values: domains["ocsol_artif"]!.map((verdict) => ({ ...verdict, colour: verdictColours[verdict.value]! })),
    },
  },
  CHANGEMENT: {
    title: "Changements : artificialisé, renaturé, selon usage, autre",
    opacity: 0.7,
    categories: {
      field: "evolution",
      values: domains["evolution"]!.map((kind) => ({ ...kind, colour: evolutionColours[kind.value]! })),
    },
  },
  ECHANTILLON: {
    title: "Points de l’échantillon",
    shape: "point",
    categories: {
      field: "reponse",
      values: domains["reponse"]!.map((answer) => ({ ...answer, colour: answerColours[answer.value]! })),
    },
  },
  ZONE_CONSTRUITE: { title: "Contour de la zone construite", outline: "#7a0177" },
};

export const styleTitle = (layer: LayerName): string => styles[layer].title;

const OUTLINE_MILLIMETRES = 0.5;
/** SLD counts in pixels of 0.28 mm. */
const OUTLINE_PIXELS = 1.8;

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** QGIS layer style (QML). */
export function qgisStyle(layer: LayerName): string {
  const { categories, outline, shape, opacity = 1 } = styles[layer];
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
${categories === undefined ? singleSymbol(outline!) : categorised(categories, shape, opacity)}
<blendMode>0</blendMode>
<featureBlendMode>0</featureBlendMode>
<layerGeometryType>${shape === "point" ? 0 : 2}</layerGeometryType>
</qgis>
`;
}

const RENDERER_OPTIONS = 'enableorderby="0" forceraster="0" symbollevels="0"';

function categorised(
  { field, values }: NonNullable<Style["categories"]>,
  shape: Style["shape"],
  opacity: number,
): string {
  const list = values.map(({ value, label }, index) => {
    return `<category render="true" symbol="${index}" value="${escapeXml(value)}" label="${escapeXml(label)}" type="string"/>`;
  });
  const symbols = values.map(({ colour }, index) => {
    const filled = ["color", `${rgbOf(colour).join(",")},255`] as const;
    return shape === "point"
      ? marker(index, [filled, ...MARKER])
      : symbol(index, [filled, ["outline_style", "no"], ["style", "solid"]], opacity);
  });
  return `<renderer-v2 type="categorizedSymbol" attr="${field}" ${RENDERER_OPTIONS}>
<categories>
${list.join("\n")}
</categories>
<symbols>
${symbols.join("\n")}
</symbols>
</renderer-v2>`;
}

function singleSymbol(outline: string): string {
  const only = symbol(0, [
    ["outline_color", `${rgbOf(outline).join(",")},255`],
    ["outline_style", "solid"],
    ["outline_width", String(OUTLINE_MILLIMETRES)],
    ["outline_width_unit", "MM"],
    ["style", "no"],
  ]);
  return `<renderer-v2 type="singleSymbol" ${RENDERER_OPTIONS}>
<symbols>
${only}
</symbols>
</renderer-v2>`;
}

type SymbolOptions = readonly (readonly [name: string, value: string])[];

const MARKER_MILLIMETRES = 2.6;
const MARKER_PIXELS = 9;

const MARKER: SymbolOptions = [
  ["name", "circle"],
  ["outline_color", "0,0,0,255"],
  ["outline_style", "solid"],
  ["outline_width", "0.3"],
  ["outline_width_unit", "MM"],
  ["size", String(MARKER_MILLIMETRES)],
  ["size_unit", "MM"],
];

const marker = (name: number, options: SymbolOptions): string => symbolOf("marker", "SimpleMarker", name, options, 1);

const symbol = (name: number, options: SymbolOptions, opacity = 1): string =>
  symbolOf("fill", "SimpleFill", name, options, opacity);

function symbolOf(type: string, kind: string, name: number, options: SymbolOptions, opacity: number): string {
  const map = options.map(([key, value]) => `<Option type="QString" name="${key}" value="${value}"/>`).join("");
  // <prop> is what QGIS before 3.22 reads, <Option> what later ones do.
  const props = options.map(([key, value]) => `<prop k="${key}" v="${value}"/>`).join("");
  return `<symbol type="${type}" name="${name}" alpha="${opacity}" clip_to_extent="1" force_rhr="0">
<layer class="${kind}" enabled="1" locked="0" pass="0"><Option type="Map">${map}</Option>${props}</layer>
</symbol>`;
}

/** The same as OGC Styled Layer Descriptor 1.1, for software other than QGIS. */
export function sldStyle(layer: LayerName): string {
  const { title, categories, outline, shape, opacity = 1 } = styles[layer];
  const fill = (colour: string): string =>
    `<se:Fill><se:SvgParameter name="fill">${colour}</se:SvgParameter>${opacity === 1 ? "" : `<se:SvgParameter name="fill-opacity">${opacity}</se:SvgParameter>`}</se:Fill>`;
  const rules =
    categories === undefined
      ? [
          rule(
            title,
            "",
            `<se:PolygonSymbolizer><se:Stroke><se:SvgParameter name="stroke">${outline}</se:SvgParameter><se:SvgParameter name="stroke-width">${OUTLINE_PIXELS}</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>`,
          ),
        ]
      : categories.values.map(({ value, label, colour }) =>
          rule(
            label,
            `<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>${categories.field}</ogc:PropertyName><ogc:Literal>${escapeXml(value)}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>\n`,
            shape === "point"
              ? `<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName>${fill(colour)}<se:Stroke><se:SvgParameter name="stroke">#000000</se:SvgParameter></se:Stroke></se:Mark><se:Size>${MARKER_PIXELS}</se:Size></se:Graphic></se:PointSymbolizer>`
              : `<se:PolygonSymbolizer>${fill(colour)}</se:PolygonSymbolizer>`,
          ),
        );
  return `<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.1.0" xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd">
<NamedLayer>
<se:Name>${layer}</se:Name>
<UserStyle><se:Name>${layer}</se:Name><se:FeatureTypeStyle>
${rules.join("\n")}
</se:FeatureTypeStyle></UserStyle>
</NamedLayer>
</StyledLayerDescriptor>
`;
}

function rule(label: string, filter: string, drawing: string): string {
  const text = escapeXml(label);
  return `<se:Rule>
<se:Name>${text}</se:Name>
<se:Description><se:Title>${text}</se:Title></se:Description>
${filter}${drawing}
</se:Rule>`;
}
