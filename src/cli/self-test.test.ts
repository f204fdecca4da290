import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { agreementWith, LEAST_AGREEMENT, type SelfTestAnswer } from "../core/models/self-test.ts";
import { selfTestOf } from "./self-test.ts";

const known = (id: string) =>
  JSON.parse(readFileSync(new URL(`../../models/${id}/self-test.json`, import.meta.url), "utf8")) as SelfTestAnswer;

test.each(["ocsol-frugal-2", "ocsol-tiny-test"])(
  "%s answers the self-test as its file says (else: write-self-tests.ts)",
  async (id) => {
    const { manifest, answer } = await selfTestOf(id);
    const file = known(id);
    expect(agreementWith(file, manifest, answer)).toBeGreaterThanOrEqual(LEAST_AGREEMENT);
    expect(new Set(file.classes).size).toBeGreaterThan(id.endsWith("-test") ? 1 : 4);
    // a device that mixes up what it computes is told from a sound one
    const shifted = {
      ...answer,
      classes: answer.classes.map((_, at) => answer.classes[(at + 40) % answer.classes.length]!),
    };
    if (!id.endsWith("-test")) expect(agreementWith(file, manifest, shifted)).toBeLessThan(LEAST_AGREEMENT);
    expect(agreementWith({ ...file, graph: "another" }, manifest, answer)).toBeUndefined();
  },
);
