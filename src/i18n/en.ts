import type { ModelRefusal } from "../core/errors.ts";
import type { ModelFact } from "../core/models/description.ts";
import type { fr } from "./fr.ts";

/** Why a model is not taken, and what to do. */
const refusals: Readonly<Record<ModelRefusal, (model: string, detail: string) => string>> = {
  "not-onnx": (model) => `“${model}” is not an ONNX file, or its end is missing. Download or export it again.`,
  "weights-elsewhere": (model) =>
    `The weights of “${model}” are in a second file. Put them together: python -c "import onnx; onnx.save(onnx.load('${model}'), 'whole.onnx')"`,
  inputs: (model, count) =>
    `“${model}” wants ${count} inputs; Ocsol has only one to give, the image. Export a model with a single input.`,
  "input-type": (model, type) =>
    `“${model}” expects values of type ${type}; Ocsol gives float32 or uint8. Export the model with a float32 input.`,
  "input-shape": (model, shape) =>
    `The input of “${model}” (${shape}) is not a single square image. Export the model for 1×3×512×512, or another square.`,
  bands: (model, bands) =>
    `“${model}” wants other bands than red, green and blue (bands: ${bands}). Today Ocsol reads these three only: take the RGB version of the model.`,
  outputs: (model, names) =>
    `“${model}” has several outputs (${names}). Add a manifest.json that names the right one, or export a single output.`,
  "output-type": (model, type) =>
    `“${model}” answers with values of type ${type}; float32 scores or whole class numbers are needed. Export the model that way.`,
  "output-shape": (model, shape) =>
    `The answer of “${model}” (${shape}) is not a map of the size of its input. Export a model that answers with 1×classes×height×width.`,
  "one-class": (model, shape) =>
    `“${model}” gives one score a pixel (${shape}): it tells an object from the rest and chooses between no classes. Take a model with several classes.`,
  "not-a-segmenter": (model, type) =>
    `“${model}” is a Deepness model of type “${type}”; Ocsol uses segmentation only. Choose a “Segmentor” model.`,
  metadata: (model, detail) =>
    `A Deepness metadata value of “${model}” cannot be used (${detail}). Correct it, or add a manifest.json.`,
  "cannot-run": (model) =>
    `“${model}” does not run like this. Check the size of its window (often a multiple of 32), or export it again (opset 21 at most).`,
  "no-confidence": (model) =>
    `“${model}” gives the class without saying how sure it is: there is no confidence raster to write. Leave out --confidence.`,
  "manifest-alone": (manifest) =>
    `The manifest “${manifest}” is nothing without its model. Drop both files together: .onnx and .json.`,
  "several-models": () =>
    "Several models were dropped at once. Drop them one by one, each with its manifest.json if it has one.",
  elsewhere: (model, origin) =>
    `The model “${model}” is on another site (${origin}), and Ocsol fetches nothing from elsewhere. Download it, then drop it here.`,
};

function quoted(value: string): string {
  return /^\d+$/.test(value) ? value : `“${value}”`;
}

/** Fields of a manifest in words; the others go by their own name. */
const modelFields: Readonly<Record<string, string>> = {
  windowPx: "the window’s size",
  tile_size: "the window’s size (tile_size)",
  "output.channels": "the number of classes",
  class_names: "the number of classes (class_names)",
  "input.name": "the input’s name",
  "input.type": "the input’s type",
  "input.layout": "the input’s layout",
  "output.name": "the output’s name",
  "output.kind": "the kind of output",
};

const modelFacts: Readonly<Record<ModelFact, string>> = {
  resolution: "the ground size of a pixel",
  window: "the window’s size",
  normalisation: "the normalisation",
  classes: "the CoSIA class of each output",
};

export const en: typeof fr = {
  languageName: "English",
  tagline: "Land cover from an aerial orthophoto",
  privacy: "Nothing leaves your computer.",
  privacyDetail: "The image is read, segmented and exported right here, with no network.",

  drop: {
    title: "Drop an orthophoto (GeoTIFF)",
    browse: "Browse…",
    demo: "Try the demonstration",
    demoDetail: "synthetic scene, no download",
    release: "Release to open",
  },
  steps: {
    label: "Steps",
    image: "Image",
    model: "Model",
    segment: "Segment",
    check: "Check",
    export: "Export",
  },
  image: {
    opening: "Opening…",
    makingDemo: "Making the synthetic scene…",
    open: "Open another image…",
    synthetic: "synthetic scene",
    size: "Size",
    crs: "System",
    area: "Area",
    format: "Format",
    chooseCrs: "Coordinate system",
    chooseCrsHint: "Choose…",
    assume: "Open with this system",
    bands: { 3: "RGB", 4: "RGB + NIR" },
  },
  model: {
    choose: "Model",
    resolution: (gsd) => `made for ${gsd} a pixel`,
    accuracy: (value, set) => `accuracy (mIoU) ${value} ${set}`,
    elsewhere: "outside the training département",
    validation: "on the validation zones",
    synthetic: "on synthetic scenes",
    compute: "Compute on",
    computeOptions: { auto: "automatic", webgpu: "graphics card (WebGPU)", wasm: "processor" },
    allowSoftwareGpu: "Accept a software WebGPU (very slow)",
    about: "Limits and sources",
    settings: "Settings",
    size: (value) => `${value} MB`,
    add: "Add a model…",
    remove: "Remove this model",
    unmeasured: "A model you have brought: Ocsol has not measured its accuracy.",
    noConfidence: "It gives the class without saying how sure it is: no confidence is shown or exported.",
    reading: (file) => `Reading and trying “${file}”…`,
    added: (name) => `The model “${name}” has been added.`,
    kept: "It stays on this computer; the Model step can remove it.",
    notKept: "This browser cannot keep it: drop it again after reloading the page.",
    close: "Close",
  },
  describe: {
    title: "Describe the model",
    intro: (file) =>
      `“${file}” does not say all that is needed to use it. The model’s documentation gives these particulars.`,
    name: "Name",
    preset: "Preset",
    noPreset: "none",
    presets: {
      "flair-12": "IGN FLAIR-INC, 12 classes",
      "flair-15": "IGN FLAIR-INC, 15 classes",
      "flair-19": "IGN FLAIR, 19 classes",
    },
    resolution: "Ground pixel",
    centimetres: "cm",
    window: "Window",
    halo: "Edge cut off",
    pixels: "px",
    bands: "Bands",
    bandOrders: { rgb: "red, green, blue", bgr: "blue, green, red" },
    normalisation: "Values",
    choose: "choose…",
    normalisations: {
      none: "as they are, 0 to 255",
      unit: "brought to 0 to 1",
      imagenet: "ImageNet normalisation",
      flair: "FLAIR-INC normalisation",
      other: "another normalisation…",
    },
    mean: "Mean",
    std: "Standard deviation",
    perBand: (what, band) => `${what}, ${band} (0 to 255)`,
    bandNames: ["red", "green", "blue"],
    classes: "Classes",
    count: "Number of classes",
    channel: "Output",
    label: "Name",
    numero: "CoSIA class",
    never: "never chosen",
    numeroOf: (channel) => `CoSIA class of output ${channel}`,
    noConfidence: "This model answers with the class alone: there will be no confidence.",
    missing: (facts) => `To complete: ${facts.map((fact) => modelFacts[fact]).join(", ")}.`,
    add: "Add",
    trying: "Trying the model…",
    cancel: "Cancel",
  },
  backend: {
    webgpu: (adapter) => `Graphics card (WebGPU${adapter ? `, ${adapter}` : ""})`,
    software: "software WebGPU",
    precision: { fp32: "32-bit", fp16: "16-bit", "fp16-untried": "trying 16-bit" },
    wasm: (why) => `Processor (WASM): ${why}`,
    reasons: {
      "webgpu-absent": "this browser has no WebGPU",
      "no-adapter": "no usable graphics card",
      "software-adapter": "the only graphics card is simulated in software",
      "session-failed": "the graphics card refused the model",
      asked: "chosen in the settings",
    },
  },
  run: {
    start: "Segment",
    resume: "Resume",
    cancel: "Cancel",
    loading: "Loading the model…",
    windows: (done, total) => `${done} / ${total} windows`,
    speed: (mpx) => `${mpx} Mpx/s`,
    left: (time) => `${time} left`,
    estimating: "estimating the time left",
    cancelled: (done, total) => `Stopped at ${done} / ${total} windows: what is done is kept.`,
    done: (area, time) => `${area} segmented in ${time}`,
    alreadyDone: "Already segmented: result taken up.",
    notDurable: "This browser cannot keep the result: export before you close the page.",
    announce: (percent) => `${percent} segmented`,
  },
  check: {
    classes: "Classes",
    opacity: "Opacity",
    layer: "Layer",
    layers: { classes: "Classes", confidence: "Confidence" },
    showImage: "Image",
    area: "ha",
    share: "%",
    total: "Total",
    confidenceScale: "unsure → sure",
    automatic: "Automatic prediction, unchecked: not an official product.",
  },
  export: {
    minArea: "Minimum area",
    minAreaUnit: "m²",
    millesime: "Vintage",
    millesimeHint: "year of the photograph",
    formats: {
      geopackage: { name: "GeoPackage", detail: "QGIS, ArcGIS: with the OCS GE colours" },
      geojson: { name: "GeoJSON", detail: "web sites, geojson.io (WGS 84)" },
    },
    save: "Export",
    keep: "Save",
    vectorising: "Vectorising…",
    writing: "Writing the file…",
    saved: (file, size, faces) => `${file}: ${size}, ${faces} polygons`,
    cancel: "Cancel",
  },
  map: {
    label: "Map",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "See the whole image",
    confidence: (value) => `confidence ${value}`,
    noClass: "no class here",
  },
  error: { title: "A problem", dismiss: "Close", copy: "Copy the detail" },
  errors: {
    "file-not-a-raster": ({ file }) =>
      `“${file}” is not a GeoTIFF image. Drop an orthophoto as .tif; other images can be converted with QGIS or gdal_translate.`,
    "file-truncated": ({ file }) =>
      `“${file}” is incomplete: the end of the file is missing. Copy or download it again.`,
    "file-unreadable": ({ file, detail }) =>
      `“${file}” could not be read (${detail}). Check that it is neither moved nor damaged, then open it again.`,
    "tiff-compression-unsupported": ({ file, compression }) =>
      `The ${compression} compression of “${file}” is not supported. Convert the image: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES in.tif out.tif`,
    "jp2-unsupported": ({ file, feature }) =>
      `“${file}” uses a form of JPEG 2000 that is not supported (${feature}). Convert the image: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES in.jp2 out.tif`,
    "samples-unsupported": ({ file, bands, bits, format }) =>
      `“${file}” has ${bands} band(s) of ${bits} bits (${format}); a colour image is needed, 3 or 4 bands of 8 bits. Convert it: gdal_translate -ot Byte -scale -b 1 -b 2 -b 3 in.tif out.tif`,
    "crs-missing": ({ file }) =>
      `“${file}” has no coordinate system. Choose it in the list, or write it into the file: gdal_translate -a_srs EPSG:2154 in.tif out.tif`,
    "crs-unknown": ({ file, detail }) =>
      `Ocsol does not know the coordinate system of “${file}” (${detail}). Reproject the image: gdalwarp -t_srs EPSG:2154 in.tif out.tif`,
    "georeference-missing": ({ file }) =>
      `“${file}” does not say where it lies: it has no position. Georeference the image in QGIS, or: gdal_translate -a_srs EPSG:2154 -a_ullr xmin ymax xmax ymin in.tif out.tif`,
    "affine-unsupported": ({ file, detail }) =>
      `The position of “${file}” cannot be used (${detail}). Straighten the image: gdalwarp -t_srs EPSG:2154 in.tif out.tif`,
    "grids-differ": ({ detail }) =>
      `These rasters do not fit together (${detail}). They need one coordinate system, one pixel size and aligned pixels: gdalwarp -tap -tr 0.2 0.2 -t_srs EPSG:2154 input.tif output.tif`,
    "file-not-a-zone-layer": ({ file, detail }) =>
      `“${file}” is not a usable layer of polygons (${detail}). Convert it to GeoJSON: ogr2ogr output.geojson input`,
    "model-missing": ({ model }) =>
      `The model “${model}” was not found. Reload the page; if that does not help, Ocsol is not completely installed.`,
    "model-manifest-invalid": ({ model, detail }) =>
      `The manifest of the model “${model}” is wrong (${detail}). Correct it, or choose another model.`,
    "model-checksum": ({ file }) =>
      `The model file “${file}” does not match its checksum: it is damaged or was changed. Get it again from its source, or reload the page.`,
    "model-output-invalid": ({ model, detail }) =>
      `The model “${model}” does not answer as its manifest says (${detail}). Choose another model.`,
    "model-refused": ({ model, reason, detail }) => refusals[reason](model, detail),
    "model-disagrees": ({ model, field, manifest, graph }) =>
      `“${model}” does not match its description: ${modelFields[field] ?? field} is ${quoted(manifest)} there, but ${quoted(graph)} in the model. Correct the description, or take the model that goes with it.`,
    "model-undescribed": ({ model, missing }) =>
      `Nothing says how to use “${model}”; missing: ${missing.map((fact) => modelFacts[fact]).join(", ")}. Add a manifest.json (--manifest), or Deepness metadata in the file.`,
    "backend-unavailable": ({ backend, detail }) =>
      `Computing on “${backend}” could not start (${detail}). Choose “processor” in the settings, or close other tabs.`,
    "worker-crashed": ({ detail }) =>
      `A computation stopped (${detail}). What is done is kept: close other tabs, then start again.`,
    "window-failed": ({ detail }) =>
      `A window of the image could not be segmented (${detail}). What is done is kept: start again, or choose “processor” in the settings.`,
    "out-of-memory": () => "Not enough memory. Close other tabs, or work on a smaller area.",
    "storage-full": () =>
      "The disk, or the browser's share of it, is full. Free some space, then start again: what is done is kept.",
    "map-too-noisy": () =>
      "The map is too fragmented to vectorise in one piece. Generalise the class raster first (a majority filter, gdal_sieve), or work on a smaller extent.",
    "argument-invalid": ({ detail }) => `Wrong command: ${detail}. Try “ocsol --help”.`,
    "file-not-found": ({ file }) => `The file “${file}” does not exist. Check the path.`,
    "write-failed": ({ file, detail }) =>
      `“${file}” could not be written (${detail}). Check the folder, your rights and the free space.`,
    cancelled: () => "Cancelled.",
    internal: ({ detail }) =>
      `Ocsol met an unexpected error (${detail}). Reload the page; if it comes back, report it with this text.`,
  },
};
