import { expect, test } from "vitest";
import { imageCredit } from "./image-credit.ts";

test("an image is whose it says it is, else IGN's where it is named as IGN's sheets are", () => {
  const sheet = "BDORTHO/34-2021-0727-6290-LA93-0M20-E080.jp2";
  expect(imageCredit([sheet], undefined)).toBe("© IGN – BD ORTHO®");
  expect(imageCredit(["2A-2022-1180-6120-LA93-0M20-E080.tif"], undefined)).toBe("© IGN – BD ORTHO®");
  expect(imageCredit([sheet, "ortho.tif"], undefined)).toBeUndefined();
  expect(imageCredit([sheet], "Ville de Sète, 2022")).toBe("Ville de Sète, 2022");
  expect(imageCredit(["ortho_2018.tif"], undefined)).toBeUndefined();
});
