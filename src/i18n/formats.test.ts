import { expect, test } from "vitest";
import { formatsOf } from "./index.ts";

test("a file's size is never none where there is one", () => {
  const { bytes } = formatsOf("fr");
  const told = [0, 1, 414, 1000, 327_680, 2_400_000].map((count) => bytes(count).replaceAll(/\s/g, " "));
  expect(told).toEqual(["0 ko", "1 ko", "1 ko", "1 ko", "328 ko", "2,4 Mo"]);
});
