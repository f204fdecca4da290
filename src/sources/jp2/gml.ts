import type { Affine } from "../../core/geo/affine.ts";

export interface GmlPlace {
  readonly affine: Affine;
  readonly epsg: number | undefined;
}

const NUMBER = "[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?";

/**
 * The place that a GMLJP2 document gives its image (OGC 05-047, 08-085): the rectified grid's origin, which is the centre
 * of the first pixel, and the two vectors from a pixel to the next. Undefined where there is none.
 *
 * By patterns, not by an XML parser: a worker has no DOM, and these are four elements that writers spell alike.
 */
export function placeOfGml(xml: string): GmlPlace | undefined {
  const grid = /<(?:\w+:)?RectifiedGrid\b[\s\S]*?<\/(?:\w+:)?RectifiedGrid>/.exec(xml)?.[0];
  if (grid === undefined) return undefined;
  const origin = numbersIn(/<(?:\w+:)?origin>[\s\S]*?<(?:\w+:)?(?:pos|coordinates)\b[^>]*>([^<]*)</.exec(grid)?.[1]);
  const [column, row] = [...grid.matchAll(/<(?:\w+:)?offsetVector\b[^>]*>([^<]*)</g)].map(([, text]) =>
    numbersIn(text),
  );
  if (origin?.length !== 2 || column?.length !== 2 || row?.length !== 2) return undefined;
  const epsg = /srsName="[^"]*EPSG[^"\d]*(?:\d+\.\d+[^"\d]+)?(\d{4,5})"/i.exec(grid)?.[1];

  // Latitude first, as the register has it for degrees: then a step along a row changes the second number.
  const [columnFirst = 0, columnSecond = 0] = column;
  const inOrder = Math.abs(columnFirst) >= Math.abs(columnSecond);
  const [[a = 0, d = 0], [b = 0, e = 0], [x = 0, y = 0]] = [column, row, origin].map((pair) =>
    inOrder ? pair : pair.toReversed(),
  ) as [number[], number[], number[]];
  if (a * e - b * d === 0) return undefined;
  return {
    affine: [a, b, x - (a + b) / 2, d, e, y - (d + e) / 2],
    epsg: epsg === undefined ? undefined : Number(epsg),
  };
}

function numbersIn(text: string | undefined): number[] | undefined {
  return text?.match(new RegExp(NUMBER, "g"))?.map(Number);
}
