import type { RunMessages } from "./run-fr.ts";

export const runEn: RunMessages = {
  start: "Segment",
  resume: "Resume",
  cancel: "Cancel",
  pause: "Pause",
  goOn: "Continue",
  loading: { raster: "Reading what is already done…", model: "Loading the model…" },
  windows: (done, total) => `${done} / ${total} windows`,
  speed: (mpx) => `${mpx} Mpx/s`,
  left: (time) => `${time} left`,
  estimating: "estimating the time left",
  pausing: "Pausing: the windows on their way are being finished…",
  paused: "Paused: nothing is computing, what is done is kept.",
  cancelled: (done, total) => `Stopped at ${done} / ${total} windows: what is done is kept.`,
  done: (area, time) => `${area} segmented in ${time}`,
  coarse: (pixel) => `at ${pixel} a pixel`,
  alreadyDone: "Already segmented: result taken up.",
  notDurable: "This browser cannot keep the result: export before you close the page.",
  inMemory:
    "This page is not secure (http) or in a private window, where the browser keeps nothing. The segmentation will be made in memory; export before closing or reloading the page.",
  lost: (count) => `Windows cleared or damaged since last time, done again: ${count}.`,
  announce: (percent) => `${percent} segmented`,
  energy: {
    range: (low, high) => `Energy: ${low} to ${high} Wh (estimate)`,
    how: (low, high, time, downloaded) =>
      `What a laptop is assumed to draw, ${low} to ${high} W, over ${time} of computing, pauses left out, plus ${downloaded} downloaded. Nothing is measured at the plug; the report gives the same figures, with carbon.`,
  },
  title: {
    running: (percent) => `${percent} · Ocsol`,
    paused: (percent) => `Paused at ${percent} · Ocsol`,
    done: "Finished · Ocsol",
    stopped: "Stopped · Ocsol",
  },
  notice: {
    ask: "Tell me when it ends",
    granted: "A notification will appear if this page is not on screen.",
    denied: "The browser refuses notifications from this site: the tab’s title will say “Finished”.",
    missing: "This browser has no notifications here: the tab’s title will say “Finished”.",
    done: "The segmentation has finished",
    stopped: "The segmentation has stopped",
    back: "Click to go back to the map.",
  },
  awake: "This browser cannot keep the computer awake: keep the screen on, or computing waits until it wakes.",
  thrift: {
    title: "Thrifty mode",
    onBattery: (level) => `On battery (${level}): these choices spare the machine.`,
    gentle: "Spare the machine",
    gentleDetail: "Half the workers, or the graphics card that draws less: slower.",
    coarse: (pixel) => `Compute at ${pixel} a pixel`,
    coarseDetail: (own) => `A quarter of the windows there are at ${own}; small objects are lost.`,
    measured: ({ agreement, miou, ownMiou, building, ownBuilding }, own, { percent }) =>
      `Measured on the validation zones: ${percent(agreement)} of pixels keep their class; accuracy (mIoU) ${percent(miou)} instead of ${percent(ownMiou)} at ${own}, buildings ${percent(building)} instead of ${percent(ownBuilding)}.`,
    unmeasured: "What it does to this model’s accuracy has not been measured.",
    gentleShort: "machine spared",
  },
};
