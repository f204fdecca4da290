import { cosiaClasses, cosiaOf, rgbOf } from "../../core/landcover/cosia.ts";
import { escapeXml } from "../qgis-style.ts";

/**
 * The names of a class raster's values, in French. A TIFF has no place of its own for them: GDAL reads a raster attribute
 * table out of its metadata since 3.12 and before that only a file beside it, as QGIS reads its style.
 */
const names = Array.from({ length: 1 + Math.max(...cosiaClasses.map(({ numero }) => numero)) }, (_, numero) =>
  escapeXml(cosiaOf(numero)?.nameFr ?? ""),
);

/** The files to lay beside the GeoTIFF of classes called `image`: GDAL looks for one by its whole name, QGIS by its stem. */
export function classFiles(image: string): { readonly name: string; readonly content: string }[] {
  return [
    { name: `${image}.aux.xml`, content: categoriesFile() },
    { name: `${image.replace(/\.tiff?$/i, "")}.qml`, content: qgisStyle() },
  ];
}

/** GDAL's `PAMDataset`. */
function categoriesFile(): string {
  const categories = names.map((name) => `      <Category>${name}</Category>`).join("\n");
  return `<PAMDataset>
  <PAMRasterBand band="1">
    <CategoryNames>
${categories}
    </CategoryNames>
  </PAMRasterBand>
</PAMDataset>
`;
}

function qgisStyle(): string {
  const entries = cosiaClasses.map(
    ({ numero, colour }) =>
      `        <paletteEntry value="${numero}" label="${numero} – ${names[numero]}" color="${colour}" alpha="255"/>`,
  );
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <colorPalette>
${entries.join("\n")}
      </colorPalette>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
`;
}

/** Columns of the table: name, GDAL's `GDALRATFieldType` and `GDALRATFieldUsage` (gcore/gdal.h). */
const columns = [
  { name: "Value", type: 0, usage: 5 },
  { name: "Class", type: 2, usage: 2 },
  { name: "Red", type: 0, usage: 6 },
  { name: "Green", type: 0, usage: 7 },
  { name: "Blue", type: 0, usage: 8 },
] as const;

/** GDAL's raster attribute table, as its own XML. */
export function attributeTable(): string {
  const fields = columns.map(
    ({ name, type, usage }, index) =>
      `<FieldDefn index="${index}"><Name>${name}</Name><Type>${type}</Type><Usage>${usage}</Usage></FieldDefn>`,
  );
  const rows = cosiaClasses.map(({ numero, colour }, index) => {
    const cells = [numero, names[numero], ...rgbOf(colour)];
    return `<Row index="${index}">${cells.map((cell) => `<F>${cell}</F>`).join("")}</Row>`;
  });
  return `<GDALRasterAttributeTable tableType="thematic">${fields.join("")}${rows.join("")}</GDALRasterAttributeTable>`;
}
