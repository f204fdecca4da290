import { expect, test } from "vitest";
import { eraseOwnKeys } from "./erase-all.ts";

test("of what is set, the keys that begin with our name go", () => {
  const items = new Map([
    ["ocsol.settings", "{}"],
    ["autre.choix", "1"],
    ["ocsol.panel", "wide"],
  ]);
  const storage = {
    length: items.size,
    key: (index: number) => [...items.keys()][index] ?? null,
    removeItem: (key: string) => void items.delete(key),
  };
  eraseOwnKeys(storage);
  expect([...items.keys()]).toEqual(["autre.choix"]);
});
