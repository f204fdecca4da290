import { expect, test } from "vitest";
import type { ModelDraft } from "../../core/models/description.ts";
import { descriptionOf, formOf, NEVER, withChannelCount, withPreset } from "./model-form.ts";

const draft: ModelDraft = {
  file: "a.onnx",
  graph: {
    input: { name: "x", type: "float32", layout: "nchw" },
    windowPx: undefined,
    output: { name: "y", kind: "logits" },
    channels: 19,
  },
  known: { name: "a" },
  channels: Array.from({ length: 19 }, () => ({ label: "", numero: undefined })),
};

test("an empty form says what is missing; a preset completes it", () => {
  const empty = formOf(draft);
  expect(descriptionOf(empty, draft)).toEqual({ missing: ["resolution", "window", "normalisation", "classes"] });
  const preset = withPreset(empty, "flair-12", draft);
  expect(descriptionOf({ ...preset, name: " " }, draft)).toMatchObject({
    description: { name: "a.onnx", resolutionMetres: 0.2, windowPx: 512, haloPx: 128, bandOrder: "rgb" },
  });
  expect(descriptionOf({ ...preset, haloPx: "" }, draft)).toMatchObject({ description: { haloPx: 64 } });
  expect(descriptionOf({ ...preset, windowPx: "" }, draft)).toEqual({ missing: ["window"] });
});

test("a file named as IGN names its models has its preset chosen, and no class of its own overwritten", () => {
  const file = "FLAIR-INC_rgb_15cl_resnet34-unet.onnx";
  expect(formOf({ ...draft, file })).toMatchObject({ preset: "flair-15", resolutionCentimetres: "20" });
  const twelve = { ...draft, file, graph: { ...draft.graph, channels: 12 }, channels: draft.channels.slice(0, 12) };
  expect(formOf(twelve)).toMatchObject({ preset: "", resolutionCentimetres: "" });
  const channels = draft.channels.map((_, index) => ({ label: `own ${index}`, numero: undefined }));
  expect(formOf({ ...draft, file, channels })).toMatchObject({ preset: "", resolutionCentimetres: "" });
});

test("one's own normalisation must be whole", () => {
  const form = { ...withPreset(formOf(draft), "flair-15", draft), windowPx: "256", normalisation: "other" as const };
  expect(descriptionOf({ ...form, std: ["1", "1", "0"] }, draft)).toEqual({ missing: ["normalisation"] });
  expect(descriptionOf({ ...form, mean: ["0", "1", "2"], std: ["1", "2", "3"] }, draft)).toMatchObject({
    description: { normalisation: { inGraph: false, mean: [0, 1, 2], std: [1, 2, 3] } },
  });
});

test("classes can be counted by hand; of a single one there is nothing to choose", () => {
  const form = withChannelCount({ ...withPreset(formOf(draft), "flair-15", draft), windowPx: "256" }, 3);
  expect(form.channels.map(({ numero }) => numero)).toEqual(["1", "2", "3"]);
  const never = form.channels.map((channel, index) => (index === 0 ? channel : { ...channel, numero: NEVER }));
  expect(descriptionOf({ ...form, channels: never }, draft)).toEqual({ missing: ["classes"] });
});
