import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** Nothing runs out of the window sideways, and no two controls lie on each other. */
async function expectTidy(app: AppPage): Promise<void> {
  const faults = await app.page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    if (document.querySelector("header")?.getBoundingClientRect().top !== 0) found.push("the header is scrolled away");
    // what lies behind a dialog or a menu is out of reach
    const front = document.querySelector("dialog[open], :popover-open") ?? document;
    const shown = [...front.querySelectorAll("button, select, input:not([type=file]), summary")]
      .filter((element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
      .map((element) => ({ name: element.textContent || element.id, box: element.getBoundingClientRect(), element }))
      // what has been scrolled away, in part or whole, is nowhere
      .filter(({ box, element }) => {
        const panel = element.closest(".step-body, .panel-scroll, .dialog-body")?.getBoundingClientRect();
        // the way on holds on to the sheet's lower edge, over what scrolls
        const action = element.closest(".step-body")?.parentElement?.querySelector(".step-action");
        const floor = Math.min(panel?.bottom ?? Infinity, action?.getBoundingClientRect().top ?? Infinity);
        return panel === undefined || (box.top > panel.top - 1 && box.bottom < floor + 1);
      });
    for (const [index, one] of shown.entries()) {
      if (one.box.left < 0 || one.box.right > innerWidth + 0.5) found.push(`${one.name} leaves the window`);
      for (const other of shown.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 1 && down > 1) found.push(`${one.name} lies on ${other.name}`);
      }
    }
    return found;
  });
  expect(faults).toEqual([]);
}

for (const size of [
  { width: 1366, height: 768 },
  { width: 683, height: 768 },
]) {
  test(`every state is tidy at ${size.width} × ${size.height}, in French and in English`, async ({ app }, info) => {
    await app.page.setViewportSize(size);
    const look = async (name: string) => {
      await expectTidy(app);
      await app.page.screenshot({ path: info.outputPath(`${name}.png`) });
    };
    await app.open("/?model=ocsol-tiny-test");
    await expect(app.page.locator(".empty-privacy")).toContainText("Rien ne quitte votre ordinateur.");
    await look("empty");
    await app.page.getByTestId("to-online").click();
    await look("dialog");
    await app.page.keyboard.press("Escape");
    await app.openFile("note.tif", new TextEncoder().encode("Bonjour"));
    await expect(app.page.getByTestId("error")).toBeVisible();
    await look("error");
    await app.openFile("2021-scene.tif", await sceneTiff(256));
    await expect(app.page.getByTestId("map")).toBeVisible();
    await look("opened");
    await app.openStep("area");
    await look("area");
    await app.page.getByTestId("area-draw").click();
    await look("area-drawing");
    await app.page.keyboard.press("Escape");
    await app.page.getByRole("button", { name: "Zoomer", exact: true }).click();
    await app.page.getByTestId("area-view").click();
    await expect(app.page.getByTestId("area-windows")).toBeVisible();
    await app.page.getByRole("button", { name: "Dézoomer", exact: true }).click();
    await look("area-chosen");
    await app.segment();
    await look("done");
    await app.page.getByRole("button", { name: "EN", exact: true }).click();
    await expect(app.page.getByRole("heading", { name: "Segment" })).toBeVisible();
    await look("done-en");
    await app.openStep("export");
    await look("export-en");
    await app.page.getByTestId("open-file").click();
    await look("menu-en");
    await app.page.keyboard.press("Escape");
    await app.page.getByRole("button", { name: "FR", exact: true }).click();
    await app.make("geopackage");
    await look("ready");
    const fold = app.page.getByTestId("panel-toggle").or(app.page.getByTestId("sheet-handle"));
    const map = await app.page.getByTestId("map").boundingBox();
    await fold.filter({ visible: true }).click();
    await look("panel-folded");
    expect(await app.page.getByTestId("map").boundingBox()).toEqual(map); // the map keeps its place
    await app.page.getByRole("button", { name: "EN", exact: true }).click();
    await app.page.reload();
    await expect(app.page.locator(".empty-privacy")).toContainText("Nothing leaves your computer.");
    expect(app.complaints).toEqual([]);
  });
}
