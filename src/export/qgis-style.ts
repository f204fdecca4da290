import { rgbOf } from "../core/landcover/cosia.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";

/** Categories as QGIS and SLD want them: value of `code_cs`, French label, official colour. */
const categories = coverClasses.map(({ code, labelFr, colour }) => ({
  code,
  label: `${code} – ${labelFr}`,
  colour,
}));

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** QGIS layer style (QML): categorised by `code_cs`, fills without outline so that shared borders show no double line. */
export function qgisStyle(): string {
  const list = categories
    .map(({ code, label }, index) => {
      return `<category render="true" symbol="${index}" value="${code}" label="${escapeXml(label)}" type="string"/>`;
    })
    .join("\n");
  const symbols = categories
    .map(({ colour }, index) => {
      const options = [
        ["border_width_map_unit_scale", "3x:0,0,0,0,0,0"],
        ["color", `${rgbOf(colour).join(",")},255`],
        ["joinstyle", "bevel"],
        ["offset", "0,0"],
        ["outline_color", "35,35,35,255"],
        ["outline_style", "no"],
        ["outline_width", "0.1"],
        ["outline_width_unit", "MM"],
        ["style", "solid"],
      ];
      const map = options.map(([name, value]) => `<Option type="QString" name="${name}" value="${value}"/>`).join("");
      // <prop> is what QGIS before 3.22 reads, <Option> what later ones do.
      const props = options.map(([name, value]) => `<prop k="${name}" v="${value}"/>`).join("");
      return `<symbol type="fill" name="${index}" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map">${map}</Option>${props}</layer>
</symbol>`;
    })
    .join("\n");
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
<renderer-v2 type="categorizedSymbol" attr="code_cs" enableorderby="0" forceraster="0" symbollevels="0">
<categories>
${list}
</categories>
<symbols>
${symbols}
</symbols>
</renderer-v2>
<blendMode>0</blendMode>
<featureBlendMode>0</featureBlendMode>
<layerGeometryType>2</layerGeometryType>
</qgis>
`;
}

/** The same as OGC Styled Layer Descriptor 1.1, for software other than QGIS. */
export function sldStyle(layer: string): string {
  const rules = categories
    .map(
      ({ code, label, colour }) => `<se:Rule>
<se:Name>${escapeXml(label)}</se:Name>
<se:Description><se:Title>${escapeXml(label)}</se:Title></se:Description>
<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:PropertyIsEqualTo><ogc:PropertyName>code_cs</ogc:PropertyName><ogc:Literal>${code}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
<se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">${colour}</se:SvgParameter></se:Fill></se:PolygonSymbolizer>
</se:Rule>`,
    )
    .join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.1.0" xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd">
<NamedLayer>
<se:Name>${layer}</se:Name>
<UserStyle><se:Name>${layer}</se:Name><se:FeatureTypeStyle>
${rules}
</se:FeatureTypeStyle></UserStyle>
</NamedLayer>
</StyledLayerDescriptor>
`;
}
