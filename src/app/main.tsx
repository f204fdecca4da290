import "./erase.ts";
import "@fontsource/atkinson-hyperlegible-next/latin-400.css";
import "@fontsource/atkinson-hyperlegible-next/latin-600.css";
import "@fontsource/atkinson-hyperlegible-next/latin-700.css";
import "@fontsource/atkinson-hyperlegible-next/latin-ext-400.css";
import "../ui/styles/index.css";
import { createRoot } from "react-dom/client";
import { version } from "../../package.json";
import { listComparisons } from "../state/commands/change/list-comparisons.ts";
import { followCorrections } from "../state/commands/corrections/keep-up.ts";
import { openLinkedExercise } from "../state/commands/exercise.ts";
import { goOnline } from "../state/commands/go-online.ts";
import { listRuns } from "../state/commands/list-runs.ts";
import { noteContacts } from "../state/commands/note-contacts.ts";
import { openImage } from "../state/commands/open-image.ts";
import { restoreModels } from "../state/commands/restore-models.ts";
import { followChoices } from "../state/history.ts";
import { keepWork } from "../state/keep-work.ts";
import { createApp } from "../state/store.ts";
import { Shell } from "../ui/Shell.tsx";
import { createEngine } from "../workers/engine.ts";
import { watchContacts } from "../workers/watch-contacts.ts";
import { followSettings, keepSettings, keptSettings } from "./kept-settings.ts";
import { openLaunchedFiles } from "./launched-files.ts";
import { bundledModels } from "./models.ts";
import { keepOffline } from "./offline.ts";
import { fileSaving } from "./save-file.ts";

// A link can name the model to use (`?model=id`, `?model=folder/model.onnx`), the image to open (`?image=area.tif`) or a
// whole exercise (`?exercice=name.ocsol-exercice.json`), all on our own origin: a trainer's thirty seats start alike.
const link = new URLSearchParams(location.search);
const wanted = link.get("model");
const image = link.get("image");
const exercise = link.get("exercice");
const settings = keptSettings();
const models = bundledModels(wanted);
const named = (id: string | null | undefined) => models.find(({ manifest }) => manifest.id === id);
const chosen = named(wanted) ?? named(settings.model) ?? models[0]!;
const app = createApp(createEngine(), models, chosen.manifest.id, fileSaving, version);
watchContacts((contacts) => noteContacts(app, contacts));
followSettings(app);
followChoices(app);
keepWork(app);
followCorrections(app);
void restoreModels(app, wanted, settings.model);
void listRuns(app);
void listComparisons(app);
// Written into the page that may contact IGN's server, and into no other (vite/online-page.ts).
if (document.documentElement.dataset["online"] !== undefined) goOnline(app);
// Once the screen is there: what it needs first must not wait for the copy.
if (import.meta.env.PROD) addEventListener("load", () => void keepOffline(app), { once: true });
if (exercise !== null) void openLinkedExercise(app, exercise);
else if (image !== null) void openImage(app, [{ url: new URL(image, document.baseURI).href }]);

openLaunchedFiles(app);

/** The same promise each time, until it fails. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
}

const loadMap = once(async () => (await import("../map/mount-map.ts")).mountMap);
const loadChangeMaps = once(async () => (await import("../map/change/mount-change-maps.ts")).mountChangeMaps);

createRoot(document.getElementById("root")!).render(
  <Shell
    app={app}
    loadMap={loadMap}
    loadChangeMaps={loadChangeMaps}
    drawReports={{
      map: async (...map) => (await import("../map/report/report-map.ts")).drawReportMap(...map),
      change: async (...maps) => (await import("../map/report/change-pictures.ts")).drawChangePictures(...maps),
    }}
    initialLocale={settings.locale ?? "fr"} // most users are French, and browsers in offices often are not
    onLocale={(locale) => keepSettings({ locale })}
  />,
);
