import { test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";

test("axe", async ({ app }) => {
  await app.open();
  await expectAccessible(app);
});
