import { expect, test } from "vitest";
import { comparisonCsv } from "./comparison-csv.ts";

test("a comparison in a table that a French spreadsheet opens", () => {
  const csv = comparisonCsv({
    nomenclature: "ocsge",
    codes: ["CS1.1.1.1", "CS2.2.1"],
    matrix: [
      [30_000, 10_000],
      [0, 0],
    ],
    unmapped: [0, 5_000],
  });
  expect(csv.slice(1).trimEnd().split("\r\n")).toEqual([
    "carte / référence;libelle;CS1.1.1.1;CS2.2.1;hors_reference;total;accord",
    "CS1.1.1.1;Zones bâties;3,0000;1,0000;0,0000;4,0000;0,7500",
    "CS2.2.1;Formations herbacées;0,0000;0,0000;0,5000;0,5000;",
    "total;;3,0000;1,0000;0,5000;4,5000;",
    "accord;;1,0000;0,0000;;;0,7500",
  ]);
});
