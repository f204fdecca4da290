/** CoSIA, IGN's raw land-cover map: number, French name and official colour of each class. */
export interface CosiaClass {
  readonly numero: number;
  readonly nameFr: string;
  readonly nameEn: string;
  /** "#rrggbb" */
  readonly colour: string;
}

const row = (numero: number, nameFr: string, nameEn: string, colour: string): CosiaClass => ({
  numero,
  nameFr,
  nameEn,
  colour,
});

/** Numbers 7 and 11 are inferred: no published table gives them. */
export const cosiaClasses: readonly CosiaClass[] = [
  row(1, "Bâtiment", "Building", "#ce7079"),
  row(2, "Zone perméable", "Pervious surface", "#987752"),
  row(3, "Zone imperméable", "Impervious surface", "#a6aab7"),
  row(4, "Piscine", "Swimming pool", "#62d0ff"),
  row(5, "Sol nu", "Bare soil", "#bbb096"),
  row(6, "Surface eau", "Water", "#3375a1"),
  row(7, "Neige", "Snow", "#e9effe"),
  row(8, "Conifère", "Coniferous", "#126421"),
  row(9, "Feuillu", "Deciduous", "#4c9129"),
  row(10, "Broussaille", "Brushwood", "#b5c335"),
  row(11, "Vigne", "Vineyard", "#b08290"),
  row(12, "Pelouse", "Herbaceous vegetation", "#8cd76a"),
  row(13, "Culture", "Crop", "#decf55"),
  row(14, "Terre labourée", "Ploughed land", "#d0a349"),
  row(15, "Serre", "Greenhouse", "#b9e2d4"),
];

const byNumero = new Map(cosiaClasses.map((cosia) => [cosia.numero, cosia]));

export function cosiaOf(numero: number): CosiaClass | undefined {
  return byNumero.get(numero);
}

/** "#rrggbb" → [r, g, b], 0–255 */
export function rgbOf(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
