import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import { baseOf, metresLeft, type SideFacts, weaknessesOf } from "../core/change/comparability.ts";
import { appError } from "../core/errors.ts";
import { crsOf } from "../core/geo/crs.ts";
import { estimateMisregistration } from "../core/registration/estimate.ts";
import { hectares } from "../export/area-table.ts";
import { flowsCsv, landTakeCsv } from "../export/change-csv.ts";
import { writeChangePackage } from "../export/change-package.ts";
import { rfc4180 } from "../export/csv.ts";
import { comparabilityMessagesOf, weaknessSentence } from "../i18n/comparability.ts";
import { zonesOf } from "../sources/vector/zone-layer.ts";
import { packageOf } from "../workers/change/export-change.ts";
import { HeldChange } from "../workers/change/held-change.ts";
import { parseSeveral, required, userPath } from "./arguments.ts";
import { changeOptions, changeUsage, makingOf, settingsOf } from "./change-options.ts";
import { figuresJson, weaknessJson } from "./change-report.ts";
import { type DatedInput, factsOf, inLikeColours, openDate, sideOf } from "./change-side.ts";
import { checkOutputs, writeFileWhole } from "./file-sink.ts";
import { locale } from "./locale.ts";
import { filesOf, openInputs } from "./open-inputs.ts";
import { report } from "./report.ts";
import { modelIn, planImage, workersIn } from "./segment-image.ts";
import { pathsRead, readSurveyInputs, zoneNames } from "./survey-options.ts";
import { zoneTablePath } from "./survey-report.ts";

/** From two dates, each a map or an orthophoto, to what has changed between them. */
export async function change(args: string[], signal: AbortSignal): Promise<void> {
  const { paths, values } = parseSeveral(args, changeUsage, changeOptions);
  const [beforePath, afterPath, ...others] = paths;
  if (beforePath === undefined || afterPath === undefined || others.length > 0)
    throw appError("argument-invalid", { detail: changeUsage });
  const out = userPath(required(values.out, `--out : ${changeUsage}`));
  if (!/\.gpkg$/i.test(out)) throw appError("argument-invalid", { detail: `--out ${out} (.gpkg)` });
  const tables = { flows: out.replace(/\.gpkg$/i, ".flux.csv"), zones: zoneTablePath(out) };
  const photographs = [values["image-before"], values["image-after"]].flatMap((path) => path ?? []).map(userPath);
  const spared = [...(await filesOf([...paths, ...photographs])), ...pathsRead({ ...values, by: values.zones })];
  await checkOutputs(spared, { "--out": out, flux: tables.flows, ...(values.zones && { "--zones": tables.zones }) });
  const workers = workersIn(values);
  const started = performance.now();

  const closing: (() => Promise<void>)[] = [];
  const closed = <T extends { close(): Promise<void> }>(opened: T): T => {
    closing.push(() => opened.close());
    return opened;
  };
  try {
    let model: ReturnType<typeof modelIn> | undefined;
    const plan = async (path: string) => {
      model ??= modelIn(values); // one for both, and none for two maps
      return planImage([path], values, await model, signal);
    };
    const given = { before: closed(await openDate(beforePath, plan)), after: closed(await openDate(afterPath, plan)) };
    const map = [given.after, given.before].find((input) => input.kind === "map");
    const making = makingOf(values, map?.opened.facts);

    const photographOf = async (input: DatedInput, option: string | undefined) => {
      if (input.kind === "image") return input.image.source;
      return option === undefined ? undefined : closed(await openInputs([userPath(option)], values, signal)).source;
    };
    const was = await photographOf(given.before, values["image-before"]);
    const is = await photographOf(given.after, values["image-after"]);
    const misregistration = was && is ? await estimateMisregistration(was, is, signal) : null;
    const { before, after } = values["no-match-colours"]
      ? given
      : await inLikeColours(given, { before: was, after: is }, misregistration, signal);
    const facts = { before: factsOf(before, making), after: factsOf(after, making) };
    const settings = settingsOf(values, misregistration);
    const weaknesses = weaknessesOf(facts.before, facts.after, metresLeft(misregistration, settings));
    for (const weakness of weaknesses) {
      process.stderr.write(`${weaknessSentence(locale, weakness)}\n`);
      if (weakness.tag === "dates-reversed") process.stderr.write(`→ ocsol change ${after.file} ${before.file} …\n`);
    }
    if (weaknesses.some(({ weight }) => weight === "stops")) throw appError("sides-not-comparable", {});
    const asks = weaknesses.some(({ weight }) => weight === "asks");
    const accepted = values["yes-different-models"];
    if (asks && !accepted) throw appError("sides-unconfirmed", {});

    const base = baseOf(facts.before, facts.after);
    const inputs = await readSurveyInputs({ ...values, by: values.zones }, withinSide(base));
    const matched = performance.now();
    const held = new HeldChange();
    const pause = async () => {
      await setImmediate();
      signal.throwIfAborted();
    };
    const how = { making, inputs, workers, signal };
    await held.setSide(
      "before",
      async () => sideOf(before, how),
      () => {},
      pause,
    );
    await held.setSide(
      "after",
      async () => sideOf(after, how),
      () => {},
      pause,
    );
    const read = performance.now();
    const crs = crsOf(base.epsg)!;
    const { absorbed } = await held.compare(settings, inputs.area && zonesOf(inputs.area, crs), () => {}, pause);
    const compared = performance.now();

    const names = zoneNames(inputs);
    const zones = inputs.zones === undefined ? [] : zonesOf(inputs.zones, crs);
    const made = packageOf(held, {
      created: new Date().toISOString(),
      area: values.aoi === undefined ? undefined : { name: basename(values.aoi) },
      misregistration: misregistration ?? undefined,
      modelsAccepted: asks && accepted,
      sample: undefined,
      zones: zones.map((zone, index) => ({ name: names[index]!, zone })),
      remarks: [
        ...weaknesses.map((weakness) => weaknessSentence("fr", weakness)),
        ...comparabilityMessagesOf.fr.limits,
      ],
    });
    const { figures, zones: byZone } = made.record;
    await writeFileWhole(out, (sink) => writeChangePackage(made, sink, () => {}, signal));
    await writeText(tables.flows, flowsCsv(figures, rfc4180));
    if (inputs.zones !== undefined) {
      const rows = byZone.map((zone, index) => ({ zone: String(index + 1), ...zone }));
      await writeText(tables.zones, landTakeCsv([...rows, { zone: "ensemble", name: "", figures }], rfc4180));
    }
    const ended = performance.now();
    report(values.json, {
      out,
      before: facts.before,
      after: facts.after,
      settings,
      misregistration,
      weaknesses: weaknesses.map(weaknessJson),
      ...figuresJson(figures),
      absorbedHectares: hectares(absorbed),
      ...(inputs.zones !== undefined && {
        zones: byZone.map(({ name, figures }, index) => ({ zone: index + 1, name, ...figuresJson(figures) })),
      }),
      seconds: {
        open: (matched - started) / 1000,
        maps: (read - matched) / 1000,
        compare: (compared - read) / 1000,
        export: (ended - compared) / 1000,
        total: (ended - started) / 1000,
      },
    });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** Where a side lies; its CRS is one that Ocsol carries, else it could not have been opened. */
const withinSide = ({ bounds, epsg }: SideFacts) => ({ bounds, crs: crsOf(epsg)! });

const writeText = (path: string, text: string) =>
  writeFileWhole(path, (sink) => sink.write(new TextEncoder().encode(text)));
