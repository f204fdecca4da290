import { eraseOwnKeys, takeEraseRequest } from "../state/erase-all.ts";
import { keptSettings } from "./kept-settings.ts";

// Imported before anything else: the app does not start, and so keeps nothing, where the user has asked to erase all.
if (takeEraseRequest()) {
  const locale = keptSettings().locale ?? "fr";
  const [{ eraseSiteData }, { machineMessagesOf }] = await Promise.all([
    import("../storage/site-data.ts"),
    import("../i18n/machine.ts"),
  ]);
  const words = machineMessagesOf[locale].erased;
  const isWhole = await eraseSiteData(new URL(".", document.baseURI).href);
  for (const storage of [localStorage, sessionStorage]) eraseOwnKeys(storage);
  document.documentElement.lang = locale;
  document
    .getElementById("root")!
    .replaceWith(farewell(isWhole ? words.title : words.kept, isWhole ? words.detail : ""));
  await new Promise(() => {});

  function farewell(title: string, detail: string): HTMLElement {
    const main = document.createElement("main");
    main.className = "farewell";
    main.dataset["testid"] = "erased";
    const heading = document.createElement("h1");
    heading.textContent = title;
    const text = document.createElement("p");
    text.textContent = detail;
    const again = document.createElement("a");
    again.className = "button";
    again.href = location.href;
    again.textContent = words.again;
    main.append(heading, text, again);
    return main;
  }
}
