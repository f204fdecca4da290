import { expect, test } from "vitest";
import { addContacts } from "./contacts.ts";

test("notes of one origin add up, each origin for itself", () => {
  const own = { origin: "https://mairie.example", requests: 2, bytes: 300, blocked: 0 };
  const stranger = { origin: "https://elsewhere.example", requests: 0, bytes: 0, blocked: 1 };
  expect(addContacts([own], [stranger, own, { ...own, bytes: 7 }])).toEqual([
    { ...own, requests: 6, bytes: 607 },
    stranger,
  ]);
});
