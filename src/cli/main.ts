import { type AppError, appError, isAppError, toAppError } from "../core/errors.ts";
import { errorSentence } from "../i18n/index.ts";
import { change } from "./change.ts";
import { changeUsage } from "./change-options.ts";
import { exercise, exerciseUsage } from "./exercise.ts";
import { info } from "./info.ts";
import { inputUsage } from "./input-options.ts";
import { locale } from "./locale.ts";
import { outputUsage } from "./output-options.ts";
import { polygonise } from "./polygonise.ts";
import { presetUsage } from "./preset-option.ts";
import { segment } from "./segment.ts";
import { simplifyUsage } from "./simplify-option.ts";
import { surveyUsage } from "./survey-options.ts";

const usages: Readonly<Record<string, string>> = {
  segment: `segment <ortho | folder>... ${outputUsage} [--classes classes.tif] [--confidence confidence.tif]
              [--model ID | FOLDER | MODEL.onnx [--manifest FILE]] [--coarse] ${presetUsage} ${simplifyUsage} [--workers N] [--json]
              ${surveyUsage} ${inputUsage}`,
  polygonise: `polygonise <classes.tif>... ${outputUsage} ${presetUsage} ${simplifyUsage} [--json]
              ${surveyUsage}`,
  change: changeUsage,
  info: `info <ortho | folder>... ${inputUsage} | <model.onnx>`,
  exercise: exerciseUsage,
};

const commands: Readonly<Record<string, (args: string[], signal: AbortSignal) => Promise<void>>> = {
  segment,
  polygonise,
  change,
  info,
  exercise,
};

/** What the app asks in a form is an option here. */
function optionFor(error: AppError): string {
  if (isAppError(error, "crs-missing")) return "→ --crs EPSG:2154\n";
  if (isAppError(error, "comparison-too-large")) return "→ --aoi area.gpkg\n";
  if (isAppError(error, "sides-unconfirmed")) return "→ --yes-different-models\n";
  if (isAppError(error, "images-not-matched")) return "→ --shift E,N | none\n";
  if (isAppError(error, "stretch-needed")) return `→ --stretch ${error.fields.low},${error.fields.high}\n`;
  return "";
}

/** Ctrl+C: settles, cleans up, and ends with the customary status. */
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort(appError("cancelled", {})));
process.once("SIGTERM", () => interrupted.abort(appError("cancelled", {})));

const isMistyped = (error: AppError): boolean =>
  isAppError(error, "argument-invalid") || isAppError(error, "option-unknown");
const isHelp = (word: string): boolean => word === "--help" || word === "-h";

const [name, ...args] = process.argv.slice(2);
if (name === undefined || isHelp(name) || (args.some(isHelp) && Object.hasOwn(usages, name))) {
  const asked = name !== undefined && Object.hasOwn(usages, name) ? [usages[name]!] : Object.values(usages);
  process.stdout.write(asked.map((usage) => `ocsol ${usage}\n`).join(""));
  process.exitCode = name === undefined ? 2 : 0;
} else {
  try {
    const command = commands[name];
    if (command === undefined) throw appError("argument-invalid", { detail: name });
    await command(args, interrupted.signal);
  } catch (error) {
    const tagged = toAppError(error);
    process.stderr.write(`${errorSentence(locale, tagged)}\n${optionFor(tagged)}`);
    if (isAppError(tagged, "internal") && process.env["OCSOL_DEBUG"]) console.error(error);
    process.exitCode = isAppError(tagged, "cancelled") ? 130 : isMistyped(tagged) ? 2 : 1;
  }
}
