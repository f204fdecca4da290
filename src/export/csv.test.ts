import { expect, test } from "vitest";
import { areaCells, areaRow } from "./area-table.ts";
import { csvText, frenchSpreadsheet, rfc4180 } from "./csv.ts";

test("text that a spreadsheet would work out stays text; numbers stay numbers", () => {
  const cells = ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "a=1", -2, null];
  expect(csvText([cells], rfc4180)).toBe("'=1+1,'+33,'-2,'@SUM(A1),'\t=1,\"'\r=1\",a=1,-2.0000,\r\n");
  expect(csvText([['=HYPERLINK("x";1)', 0.5]], frenchSpreadsheet)).toBe('\uFEFF"\'=HYPERLINK(""x"";1)";0,5000\r\n');
});

test("of a map without ground the parts are empty", () => {
  const row = areaRow("impermeable", "Imperméable", { planimetric: 0, ellipsoidal: 0 });
  expect(csvText([areaCells(row, 0)], rfc4180)).toBe("impermeable,Imperméable,0.0000,0.0000,,\r\n");
});
