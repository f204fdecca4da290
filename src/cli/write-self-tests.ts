/** `node --import tsx src/cli/write-self-tests.ts ID...`: writes `self-test.json` beside each model's manifest. */
import { writeFileSync } from "node:fs";
import { selfTestAnswer } from "../core/models/self-test.ts";
import { selfTestOf } from "./self-test.ts";

for (const id of process.argv.slice(2)) {
  const { manifest, answer } = await selfTestOf(id);
  const path = new URL(`../../models/${id}/self-test.json`, import.meta.url);
  writeFileSync(path, `${JSON.stringify(selfTestAnswer(manifest, answer), undefined, 2)}\n`);
}
