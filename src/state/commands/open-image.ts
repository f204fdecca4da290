import { type AppError, isAppError } from "../../core/errors.ts";
import { guessMillesime } from "../../core/millesime.ts";
import { pathOf } from "../../core/placed-file.ts";
import type { OpenImageOptions } from "../../core/ports/open-options.ts";
import type { ImageInput } from "../../workers/api.ts";
import { touchesImage } from "../area-tiles.ts";
import { isOfImage } from "../result.ts";
import type { App, OpenImage, Question } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { dropReference } from "./reference.ts";
import { reportError } from "./report-error.ts";
import { giveUpVectorWork } from "./vector-work.ts";

/**
 * Opens orthophotos, several as one. Where the files leave something open the user is asked, and this is called again
 * with the answer among the options. The image open before, and its result, stay if this one cannot be opened.
 */
export async function openImage(
  app: App,
  inputs: readonly ImageInput[],
  options: OpenImageOptions = {},
): Promise<void> {
  await bringIn(app, inputs.length === 1 ? nameOf(inputs[0]!) : "", false, async (signal) => {
    try {
      return { inputs, options, opened: await app.engine.open(inputs, options, signal), synthetic: false };
    } catch (error) {
      if (isAppError(error) && isQuestion(error, options)) return { question: error, inputs, options };
      throw error;
    }
  });
}

/** Makes and opens the synthetic scene. */
export async function openDemo(app: App): Promise<void> {
  await bringIn(app, "", true, async (signal) => {
    const inputs = [{ file: await app.engine.demo(signal), folder: "" }];
    return { inputs, options: {}, opened: await app.engine.open(inputs, {}, signal), synthetic: true };
  });
}

/** Of images that differ, opens those of one group; the files beside them come along. */
export async function openGroup(app: App, { question, inputs, options }: Asked, group: number): Promise<void> {
  if (!isAppError(question, "images-differ")) return;
  const others = new Set(question.fields.groups.flatMap(({ files }, index) => (index === group ? [] : files)));
  const kept = inputs.filter((input) => !("file" in input) || !others.has(pathOf(input)));
  await openImage(app, kept, options);
}

export interface Asked {
  readonly question: Question;
  readonly inputs: readonly ImageInput[];
  readonly options: OpenImageOptions;
}

/** Whether the user can answer an error, and has not done so yet. A code we do not carry is no question: it is known. */
function isQuestion(error: AppError, { assumedCrs, rendering }: OpenImageOptions): error is Question {
  if (isAppError(error, "images-differ")) return true;
  if (isAppError(error, "stretch-needed")) return rendering?.stretch === undefined;
  const namesNone = isAppError(error, "crs-unknown") && !error.fields.detail.startsWith("EPSG:");
  return (namesNone || isAppError(error, "crs-missing")) && assumedCrs === undefined;
}

function nameOf(input: ImageInput): string {
  return "file" in input ? input.file.name : input.url.slice(input.url.lastIndexOf("/") + 1);
}

async function bringIn(
  app: App,
  name: string,
  synthetic: boolean,
  open: (signal: AbortSignal) => Promise<OpenImage | Asked>,
): Promise<void> {
  const { store, running } = app;
  running.image?.abort();
  const controller = new AbortController();
  running.image = controller;
  store.setState({ opening: { phase: "opening", name, synthetic }, error: undefined });
  try {
    const image = await open(controller.signal);
    if ("question" in image) {
      store.setState({ opening: { phase: "asking", ...image } });
      return;
    }
    running.run?.abort();
    giveUpVectorWork(app);
    dismissAdded(app);
    const { result } = store.getState();
    const stays = isOfImage(result, image);
    if (!stays) dropReference(app);
    store.setState(({ area, kept, millesime, millesimeWaived, edits }) => ({
      image,
      kept: { ...kept, asking: undefined },
      // a commune's outline goes with the next sheet of it, but not to another place
      area: area !== undefined && touchesImage(image.opened.grid, area) ? area : undefined,
      tool: undefined,
      edits: stays ? edits : [],
      opening: { phase: "idle" },
      run: { phase: "none" },
      // a result opened from a file goes on above its own image
      result: stays ? result : undefined,
      exporting: { phase: "idle" },
      mapped: undefined,
      millesimeWaived: stays && millesimeWaived,
      exportCrs: undefined,
      viewWanted: undefined,
      report: undefined,
      millesime: stays ? millesime : guessMillesime(image.opened.images.join(" ")),
    }));
  } catch (error) {
    if (controller.signal.aborted) return; // another image is being opened
    store.setState({ opening: { phase: "idle" } });
    reportError(app, error);
  }
}
