import "@fontsource/atkinson-hyperlegible-next/latin-400.css";
import "@fontsource/atkinson-hyperlegible-next/latin-600.css";
import "@fontsource/atkinson-hyperlegible-next/latin-700.css";
import "@fontsource/atkinson-hyperlegible-next/latin-ext-400.css";
import "ol/ol.css";
import "../ui/styles/index.css";
import { createRoot } from "react-dom/client";
import { version } from "../../package.json";
import { mountMap } from "../map/mount-map.ts";
import { followCorrections } from "../state/commands/corrections/keep-up.ts";
import { goOnline } from "../state/commands/go-online.ts";
import { listRuns } from "../state/commands/list-runs.ts";
import { openImage } from "../state/commands/open-image.ts";
import { restoreModels } from "../state/commands/restore-models.ts";
import { followChoices } from "../state/history.ts";
import { keepEdits } from "../state/keep-edits.ts";
import { keepWork } from "../state/keep-work.ts";
import { createApp } from "../state/store.ts";
import { Shell } from "../ui/Shell.tsx";
import { createEngine } from "../workers/engine.ts";
import { followSettings, keepSettings, keptSettings } from "./kept-settings.ts";
import { bundledModels } from "./models.ts";
import { fileSaving } from "./save-file.ts";

// A link can name the model to use (`?model=id`, `?model=folder/model.onnx`) and the image to open (`?image=area.tif`),
// both on our own origin: a trainer's thirty seats start alike.
const link = new URLSearchParams(location.search);
const wanted = link.get("model");
const image = link.get("image");
const settings = keptSettings();
const models = bundledModels(wanted);
const named = (id: string | null | undefined) => models.find(({ manifest }) => manifest.id === id);
const chosen = named(wanted) ?? named(settings.model) ?? models[0]!;
const app = createApp(createEngine(), models, chosen.manifest.id, fileSaving, version);
followSettings(app);
followChoices(app);
followCorrections(app);
keepWork(app);
void restoreModels(app, wanted, settings.model);
void listRuns(app);
keepEdits(app);
// Written into the page that may contact IGN's server, and into no other (vite.config.ts).
if (document.documentElement.dataset["online"] !== undefined) goOnline(app);
if (image !== null) void openImage(app, [{ url: new URL(image, document.baseURI).href }]);

createRoot(document.getElementById("root")!).render(
  <Shell
    app={app}
    mountMap={mountMap}
    drawReportMap={async (...map) => (await import("../map/report-map.ts")).drawReportMap(...map)}
    initialLocale={settings.locale ?? "fr"} // most users are French, and browsers in offices often are not
    onLocale={(locale) => keepSettings({ locale })}
  />,
);
