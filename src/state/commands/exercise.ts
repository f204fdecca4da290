import { appError } from "../../core/errors.ts";
import { isRight, parseAnswer } from "../../core/exercise/answers.ts";
import type { Exercise, Text } from "../../core/exercise/exercise.ts";
import { readExercise } from "../../core/exercise/read-exercise.ts";
import type { App, ExerciseState } from "../store.ts";
import { openDemo, openImage } from "./open-image.ts";
import { reportError } from "./report-error.ts";
import { setArea, setAreaFromFiles } from "./set-area.ts";

/** Begins the exercise in a file: its panel, its image, its settings. The one before stays if this one will not do. */
export async function openExercise(app: App, file: File): Promise<void> {
  try {
    await begin(app, readExercise(await file.text(), file.name), document.baseURI);
  } catch (error) {
    reportError(app, error);
  }
}

/** @param address of an exercise on the app's own origin, relative to the page */
export async function openLinkedExercise(app: App, address: string): Promise<void> {
  const { href, origin, pathname } = new URL(address, document.baseURI);
  const file = decodeURIComponent(pathname.split("/").at(-1)!);
  try {
    if (origin !== location.origin) throw appError("exercise-elsewhere", { file, origin });
    const missing = (cause?: unknown) => appError("exercise-missing", { file }, cause);
    const response = await fetch(href).catch((cause: unknown) => {
      throw missing(cause);
    });
    // Many a server answers a page of its own for a file it lacks.
    if (!response.ok || response.headers.get("Content-Type")?.includes("html")) throw missing();
    await begin(app, readExercise(await response.text(), file), href);
  } catch (error) {
    reportError(app, error);
  }
}

async function begin(app: App, exercise: Exercise, base: string): Promise<void> {
  const { store } = app;
  const { image, settings, questions } = exercise;
  const { model } = settings;
  if (model !== undefined && store.getState().models.every(({ manifest }) => manifest.id !== model))
    throw appError("model-missing", { model });
  const before = store.getState().image;
  if ("scene" in image) await openDemo(app, image.scene);
  else await openImage(app, [{ url: new URL(image.link, base).href }]);
  const { image: opened } = store.getState();
  // One that cannot be opened has been told of; the image of before, its result and its exercise stay as they are.
  if (opened === undefined || opened === before) return;
  setArea(app, undefined);
  store.setState((state) => ({
    exercise: { exercise, answers: questions.map(() => ""), verdicts: questions.map(() => undefined) },
    chosenModel: model ?? state.chosenModel,
    millesime: settings.millesime ?? state.millesime,
    generalisation: settings.generalisation,
  }));
}

export function closeExercise({ store }: App): void {
  store.setState({ exercise: undefined });
}

/** Limits the work to a zone of the exercise. */
export async function limitToZone(app: App, zone: Exercise["zones"][number]): Promise<void> {
  await setAreaFromFiles(app, [new File([zone.geojson], zone.name, { type: "application/geo+json" })]);
}

export function typeAnswer({ store }: App, question: number, answer: string): void {
  change({ store }, ({ answers, verdicts, exercise }) => ({
    exercise,
    answers: answers.with(question, answer),
    verdicts: verdicts.with(question, undefined),
  }));
}

export function checkAnswer({ store }: App, question: number, locale: keyof Text): void {
  change({ store }, (state) => {
    const answer = parseAnswer(state.answers[question]!, locale);
    const right = answer !== undefined && isRight(state.exercise.questions[question]!, answer);
    const verdict = answer === undefined ? "unreadable" : right ? "right" : "wrong";
    return { ...state, verdicts: state.verdicts.with(question, verdict) };
  });
}

/** A participant's answers as a file for the trainer: nothing in it says who or where. */
export async function saveAnswers(app: App, locale: keyof Text): Promise<void> {
  const { exercise: state } = app.store.getState();
  if (state === undefined) return;
  const { exercise, answers, verdicts } = state;
  const record = {
    exercise: exercise.title[locale],
    ocsol: app.version,
    answers: exercise.questions.map(({ text, unit, expected, tolerance }, index) => ({
      question: text[locale],
      answer: parseAnswer(answers[index]!, locale) ?? null,
      unit,
      expected,
      tolerance,
      right: verdicts[index] === undefined ? null : verdicts[index] === "right",
    })),
  };
  const blob = new Blob([`${JSON.stringify(record, undefined, 2)}\n`], { type: "application/json" });
  try {
    await app.saving.save(blob, "reponses", { extension: ".json", mediaType: "application/json" });
  } catch (error) {
    reportError(app, error);
  }
}

function change({ store }: Pick<App, "store">, next: (state: ExerciseState) => ExerciseState): void {
  store.setState(({ exercise }) => ({ exercise: exercise && next(exercise) }));
}
