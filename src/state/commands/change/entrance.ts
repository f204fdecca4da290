import type { DateName } from "../../../core/change/change-map.ts";
import type { PlacedFile } from "../../../core/placed-file.ts";
import { demoDates } from "../../../core/ports/scene-choice.ts";
import type { StoredComparison } from "../../../workers/api.ts";
import type { App } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { showComparison } from "./show.ts";

/** Its commands are loaded with the first that is asked for, and from then on what it does by itself is done. */
async function withCommands(app: App, act: (commands: typeof import("./commands.ts")) => void): Promise<void> {
  try {
    const commands = await import("./commands.ts");
    commands.followAll(app);
    act(commands);
  } catch (error) {
    reportError(app, error);
  }
}

/** From the empty page: two dates to be given. */
export function openComparison(app: App): Promise<void> {
  showComparison(app);
  return withCommands(app, () => {});
}

/** From the empty page: a scene of Ocsol's own, at its two dates. */
export const openDemoComparison = (app: App): Promise<void> =>
  withCommands(app, ({ compareScene }) => compareScene(app, demoDates));

/** From a finished result: its map is one of the two. */
export const compareResult = (app: App): Promise<void> => withCommands(app, ({ takeOpen }) => takeOpen(app));

/** What was dropped on the comparison. */
export const giveToComparison = (app: App, files: readonly PlacedFile<File>[], date?: DateName): Promise<void> =>
  withCommands(app, ({ giveFiles }) => void giveFiles(app, files, date));

/** What a layer of polygons dropped on the comparison is to be; undefined: nothing. */
export const answerZonesOffered = (app: App, use: "zones" | "area" | undefined): Promise<void> =>
  withCommands(app, ({ answerZones }) => void answerZones(app, use));

/** From the offer of earlier sessions. */
export const resumeKept = (app: App, stored: StoredComparison): Promise<void> =>
  withCommands(app, ({ resumeComparison }) => void resumeComparison(app, stored));

export const forgetKept = (app: App, stored: StoredComparison): Promise<void> =>
  withCommands(app, ({ forgetComparison }) => void forgetComparison(app, stored));
