import type { comparabilityFr, WeaknessSentences } from "./comparability-fr.ts";

export const comparabilityEn: typeof comparabilityFr = {
  weaknesses: {
    "no-overlap": () =>
      "The two maps do not overlap: there is nothing to compare. Check that both files are of the same place.",
    export: ({ file }) =>
      `“${file}” is an export of Ocsol’s that does not say how the map was made (pixel, smallest areas, smoothing): give its GeoPackage instead if you have it.`,
    published: ({ before, after }) =>
      `Neither map is Ocsol’s: they are published maps (${both(before, after, " and ")}), compared as they are. What differs is what their authors have revised, corrections of the earlier edition among it; check that both follow the same specifications. No model has given the changes a confidence.`,
    "little-overlap": ({ share }, { formats }) =>
      `The two maps overlap on only ${formats.percent(share)} of the extent of the smaller one: the figures hold for that common ground alone.`,
    "models-differ": ({ before, after }) =>
      `The two maps were not made in the same way (${origin(before)} before, ${origin(after)} after): part of the changes comes from that difference and not from the ground. Make the earlier map again with the same model if you have its orthophoto; if not, review every change before you quote its area.`,
    "models-unknown": () =>
      "Neither map says which model made it. If it is not the same one, part of the changes comes from the models and not from the ground.",
    "crs-differ": ({ before, after }) =>
      `The two maps are not in the same coordinate system (EPSG:${before} before, EPSG:${after} after): one of them is reprojected, which may move its borders by some decimetres.`,
    "resolutions-differ": ({ before, after }, { formats }) =>
      `The pixels are not of the same size (${formats.length(before)} before, ${formats.length(after)} after): small objects may appear or disappear though nothing has changed.`,
    "presets-differ": () =>
      "The two maps were not generalised in the same way (smallest areas, smoothing of borders): what one keeps the other may have absorbed. Make one of them again with the settings of the other if you can.",
    "seasons-differ": ({ before, after }, { date }) =>
      `The photographs are not of the same season (${date(before)}, ${date(after)}): leaves, crops and shadows change from one season to another. Be wary above all of changes between bare soil, grass and trees.`,
    "season-unknown": () => "Season unknown: of at least one of the two dates only the year is known.",
    "dates-unknown": () =>
      "The date of at least one of the two maps is not known: neither the time between them nor the season can be checked.",
    "dates-reversed": ({ before, after }, { date }) =>
      `The map given as the earlier one (${date(before)}) seems to be later than the other (${date(after)}). If so, swap them: what is counted as artificialised is not.`,
    "same-image": () =>
      "Both maps name the same photograph: if it is the same one, what differs cannot be a change of the ground.",
    "synthetic-and-real": () =>
      "One of the two maps comes from a synthetic scene, which is of no real place: this comparison says nothing of the ground.",
    "colours-matched": ({ image, like }) =>
      `The colours of ${image} were brought close to those of ${like} before it was segmented: light and processing of the photographs count for less in what differs. The photograph that is shown is the original.`,
    misregistration: ({ metres }, { formats }) =>
      `The two photographs lie ${formats.length(metres)} or so apart, and so do the borders. Move the earlier map by that before comparing.`,
  } satisfies WeaknessSentences as WeaknessSentences,
  limits: [
    "These figures are of land cover seen from above, not of its use: a lawn and a meadow look alike, and only the use tells whether either is artificialised.",
    "The consumption of natural, agricultural and forest land (ENAF), which is the legal measure in France until 2031, is something else: it is kept from land files and cannot be derived from this map.",
    "A use that changes where the cover does not is not seen: that ground keeps the use of the earlier map.",
    "Ground whose cover has not changed may be turned by the decree’s thresholds, by what surrounds it: it counts as artificialised and is not among the changes.",
    "The decree’s exemptions (ground solar on farmland, parks over 2,500 m²) cannot be seen on an image: such ground is counted by its cover alone.",
  ],
};

const origin = (name: string): string => (name === "" ? "unknown model" : name);

const both = (before: string, after: string, and: string): string =>
  before === after ? before : `${before}${and}${after}`;
