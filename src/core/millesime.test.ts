import { expect, test } from "vitest";
import { guessMillesime, imageDate, resultName, yearOfDateTag } from "./millesime.ts";

test("the year of an IGN tile is its second number, not its kilometres", () => {
  expect(guessMillesime("34-2021-0727-6290-LA93-0M20-E080.jp2")).toBe("2021");
  expect(guessMillesime("ortho_2018_rvb.tif")).toBe("2018");
  expect(guessMillesime("beziers_0721-6249_jpeg_cog.tif")).toBe("");
  expect(guessMillesime("2018-2021.tif")).toBe("");
});

test("a day in the name is the image's date, where its year is the one known", () => {
  expect(guessMillesime("drone_20210712.tif")).toBe("2021");
  expect(imageDate("drone_20210712.tif", "2021")).toBe("2021-07-12");
  expect(imageDate("drone_2021-07-12_rvb.tif", "2021")).toBe("2021-07-12");
  expect(imageDate("drone_20210712.tif", "2020")).toBe("2020");
  expect(imageDate("20210712_20210713.tif", "2021")).toBe("2021");
  expect(imageDate("20200712_20210713.tif", "2021")).toBe("2021");
  expect(imageDate("20210712_2021-07-12.tif", "2021")).toBe("2021-07-12");
  expect(imageDate("drone_20210712.tif + 3", "2021")).toBe("2021");
  expect(imageDate("drone_20210231.tif", "2021")).toBe("2021");
  expect(imageDate("drone_20240229.tif", "2024")).toBe("2024-02-29");
  expect(imageDate("34-2021-0727-6290-LA93-0M20-E080.jp2", "2021")).toBe("2021");
  expect(guessMillesime("BDORTHO_670897_6558850_20261122T221222.tif")).toBe("");
  expect(imageDate("ortho.tif", "")).toBe("");
});

test("a date tag gives its year, and nothing else does", () => {
  expect(yearOfDateTag("2022:06:30 11:02:59")).toBe("2022");
  expect(yearOfDateTag("2022-06-30")).toBe("2022");
  expect(yearOfDateTag("0000:00:00 00:00:00")).toBeUndefined();
  expect(yearOfDateTag("    :  :     :  :  ")).toBeUndefined();
  expect(yearOfDateTag(undefined)).toBeUndefined();
});

test("a result is named after what it was made from", () => {
  expect(resultName("Béziers nord.tif", "2021", "ocsol-frugal-2")).toBe("ocsol_Béziers-nord_2021_ocsol-frugal-2");
  expect(resultName("a.tif", "", "m")).toBe("ocsol_a_m");
  expect(resultName("a.tif", "2021", "m", "styles")).toBe("ocsol_a_2021_m_styles");
});
