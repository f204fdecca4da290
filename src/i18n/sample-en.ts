import type { SampleMessages } from "./sample-fr.ts";

const points = (count: number, number: string): string => `${number} point${count === 1 ? "" : "s"}`;

export const sampleEn: SampleMessages = {
  explain:
    "Ocsol draws points at random in each class of the map. You say what you see there, without seeing the map. Accuracy and areas are estimated from that, each with a 95% interval.",
  explainChange:
    "Ocsol draws points at random in each kind of change and in stable ground. You say what you see at both dates, without seeing the map. Accuracy and areas are estimated from that, each with a 95% interval.",
  draw: {
    by: "Sample size",
    ways: { size: "Number of points", precision: "Wanted precision" },
    size: "Points",
    precision: "Overall accuracy to",
    margin: (points) => `± ${points} points`,
    least: "At least, per class",
    leastHint:
      "Rare classes get that many, the rest goes to classes by their area. Fewer than 10 points in a class say next to nothing about it.",
    seed: "Seed",
    seedHint: "The same seed on the same map gives the same points. Empty: drawn at random, and noted.",
    start: "Draw the sample",
    drawing: "Drawing points…",
    open: "Take up a saved sample",
  },
  noPhotograph: "The photograph of one date at least is missing: add it in step 1, or answer by the reference.",
  drawn: {
    title: (count, number) => `Sample of ${points(count, number)}`,
    seed: (seed) => `seed ${seed}`,
    progress: (done, all) => `${done} of ${all} interpreted`,
    start: "Interpret the points",
    goOn: "Go on interpreting",
    again: "Look at the points again",
    reference: "Answer from the reference",
    referenceHint: (file) =>
      `At each point, the cover that “${file}” says takes the place of yours. The map is then judged against that layer, which has errors of its own.`,
    layers: { before: "Layer of before…", after: "Layer of after…" },
    layersHint:
      "An OCS GE or a CoSIA for each date: at each point, what they say takes the place of your answers. The changes are then judged against those layers, which have errors of their own.",
    answer: "Answer from these layers",
    results: "See the results",
    csv: "Points (CSV)",
    record: "Audit file (JSON)",
    replace: "New sample",
    confirm: (number) => `The answers to ${number} points would be replaced. Save them first, or undo afterwards.`,
    confirmYes: "Remove this sample",
    confirmNo: "Keep it",
  },
  interpret: {
    point: (number, all) => `Point ${number} of ${all}`,
    blind: "The map is hidden: say what the photograph shows at the centre of the reticle.",
    dates: { before: "Before", after: "After" },
    notSaid: "to be said",
    same: "Unchanged",
    unsure: "I cannot tell",
    comment: "Remark",
    commentHint: "once answered",
    previous: "Previous point",
    next: "Next point",
    nextOpen: "Next point without an answer",
    leave: "Leave",
    classes: "Cover at the point",
    answered: "answered",
    all: "All points have an answer.",
    from: (layer) => `Answer taken from “${layer}”.`,
  },
  strata: {
    artificialised: "Artificialised",
    renatured: "Renatured",
    "depends-on-use": "Changed, depends on use",
    other: "Other change",
  },
  stable: {
    certain: "Stable, artificialised",
    "depends-on-use": "Stable, depends on use",
    never: "Stable, not artificialised",
  },
  certainty: {
    title: "By the sample",
    none: "How certain? A sample of points, in the step “Accuracy by sample”, measures it.",
  },
  results: {
    title: "Estimated accuracy and areas",
    told: (told, unsure, unanswered, format) =>
      `${points(told, format.number(told))} told, ${format.number(unsure)} undetermined, ${format.number(unanswered)} unanswered.`,
    overall: (share, low, high) => `Overall accuracy: ${share}, between ${low} and ${high} (95% interval).`,
    net: (area, low, high, mapped) =>
      `Net artificialisation by change of cover: ${area}\u00a0ha, between ${low} and ${high}\u00a0ha; by the map alone, ${mapped}\u00a0ha.`,
    between: "; ",
    untold: (names) => `Nothing can be said of the whole until a point is told in: ${names}.`,
    thin: (names) => `Fewer than 10 points told in: ${names}. Their own accuracy is very uncertain.`,
    wide: (names) => `Interval wider than the area itself: ${names}. More points would be needed there.`,
    unsure:
      "Undetermined points count as if they had not been drawn, which supposes that the map is wrong there no more often than elsewhere.",
    partial:
      "Provisional: points come in an order drawn at random, so those told so far are a smaller sample, without bias.",
    fromLayer: (files) => `Answers taken from: ${files}. Its errors count as errors of the map.`,
    mapChanged:
      "The map has changed since the draw. Where only settings, corrections or your review changed it, the estimated areas still hold and the accuracy is that of the map as it was then; where one of the maps is another one, draw a new sample.",
    areas: "Areas, in hectares",
    areaColumns: {
      name: "Class",
      mapped: "On the map",
      estimated: "Estimated",
      interval: "95% interval",
      halfWidth: "± Olofsson",
    },
    accuracy: "Accuracy by class",
    accuracyColumns: { name: "Class", points: "Points", users: "User’s", producers: "Producer’s" },
    readAccuracy:
      "User’s: the share of what the map calls this class that is so. Producer’s: the share of what is so on the ground that the map calls it.",
    matrix: "Confusion matrix, in points",
    matrixCorner: "Map \\ seen",
    total: "Total",
    range: (low, high) => `${low} to ${high}`,
    none: "–",
    method:
      "Stratified estimators of Olofsson et al. (2014), Remote Sensing of Environment 148, 42–57; “±” is their 1.96 standard errors. The interval is made of Jeffreys limits of each stratum (Zou and Donner, 2008): it holds for rare classes too, of which “±” is too sure.",
    reused: "A point seen as the map has it keeps the map’s verdict, with use and the decree’s thresholds.",
  },
};
