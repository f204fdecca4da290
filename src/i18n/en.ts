import type { ModelRefusal, NoImage } from "../core/errors.ts";
import type { ModelFact } from "../core/models/description.ts";
import { comparingEn } from "./comparing-en.ts";
import { correctingEn } from "./correcting-en.ts";
import type { fr } from "./fr.ts";
import { frameEn } from "./frame-en.ts";
import { helpEn } from "./help-en.ts";
import { historyEn } from "./history-en.ts";
import type { Formats } from "./index.ts";
import { mapEn } from "./map-en.ts";
import { offlineEn } from "./offline-en.ts";
import { runEn } from "./run-en.ts";
import { samplingEn } from "./sampling-en.ts";

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

/** The first names of a list, and how many more. */
function firstFiles(files: readonly string[]): string {
  return files.length <= 2 ? files.join(", ") : `${files[0]}, …`;
}

/** What a file without an image is, and what to do. */
const noImages: Readonly<Record<NoImage, (file: string) => string>> = {
  "tile-list": (file) =>
    `“${file}” is only a list of tiles. Drop the tiles themselves, together: Ocsol puts them side by side.`,
  tiles: (file) =>
    `“${file}” is a GeoPackage or MBTiles database, with imagery cut up at several scales. Extract the image: gdal_translate -of COG -co COMPRESS=JPEG "${file}" image.tif`,
  "point-cloud": (file) =>
    `“${file}” is a point cloud, not an image. Drop the orthophoto of the same place, as GeoTIFF or JPEG 2000.`,
  "model-3d": (file) =>
    `“${file}” is a 3D model, not an image. Drop the orthophoto of the same place, as GeoTIFF or JPEG 2000.`,
  vector: (file) => `“${file}” is a vector layer, not an image. First drop the orthophoto, as GeoTIFF or JPEG 2000.`,
  grid: (file) =>
    `“${file}” (HDF or netCDF) may hold several grids. List them with gdalinfo, then extract the image: gdal_translate -of COG NETCDF:"${file}":name image.tif`,
};

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`;
}

const polygons = (count: number, { number }: Formats): string => `${number(count)} polygon${count === 1 ? "" : "s"}`;

export const en: typeof fr = {
  languageName: "English",
  tagline: "Land cover from an aerial orthophoto",
  privacy: "Nothing leaves your computer.",
  privacyDetail: "The image is read, segmented and exported right here, with no network.",

  drop: {
    title: "Drop an orthophoto (GeoTIFF, JPEG 2000)",
    images: "Orthophotos",
    browse: "Browse…",
    demo: "Try the demonstration",
    demoDetail: "synthetic scene, no download",
    release: "Release to open",
  },
  steps: {
    label: "Steps",
    image: "Image",
    area: "Area",
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
    source: "Source",
    chooseCrs: "Coordinate system",
    chooseCrsHint: "Choose…",
    assume: "Open with this system",
    black: "Black",
    white: "White",
    openStretched: "Open",
    openGroup: (count, size) => (count === 1 ? `Open the image at ${size}` : `Open the ${count} images at ${size}`),
    files: "Files",
    count: (count) => `${count} images`,
    ignored: (files) => `Left aside: ${files}`,
    colours: "Colours",
    colourChoices: {
      natural: "natural colours (1, 2, 3)",
      infrared: "colour infrared (4, 1, 2)",
      other: "other bands…",
    },
    bandOf: ["Band for red", "Band for green", "Band for blue"],
    apply: "Apply",
    bands: { 1: "grey", 3: "RGB", 4: "4 bands" },
  },
  area: {
    whole: "whole image",
    explain: "Limit the work to a part of the image: only its windows are read and segmented.",
    origins: { drawn: "Area drawn", view: "View of the map", file: "" },
    draw: "Draw",
    view: "Current view",
    file: "File…",
    clear: "Whole image",
    drawing:
      "Click on the map to set corners. Double click or Enter: finish. Backspace: remove a corner. Escape: give up.",
    formats: "GeoPackage, Shapefile (or its ZIP), GeoJSON, KML: drop them anywhere.",
    windows: (count: string, total: string, spared: string) =>
      `${count} of ${total} windows: ${spared} of the computing spared`,
    legend: "Areas of the windows segmented, a little beyond the area; the export is cut exactly.",
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
    computeNames: { auto: "automatic", webgpu: "graphics card", wasm: "processor" },
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
  run: runEn,
  kept: {
    title: "To go on with",
    all: "Kept on this computer",
    resume: (image, percent) => `Go on segmenting ${image} (${percent})`,
    reopen: (image) => `Reopen the result of ${image}`,
    open: "open in a tab",
    exported: "exported",
    finished: "finished",
    forget: "Forget",
    forgetOf: (image) => `Forget ${image}`,
    confirm: "Erase for good",
    ask: (image, size) =>
      `Give the image “${image}” (${size}) again: drop it or choose it. It is recognised by its content, even renamed or moved.`,
    choose: "Choose the file…",
    stop: "Give up",
    reopenFile: (file) => `Reopen “${file}”`,
    corrections: (count) => (count === 1 ? `${count} correction` : `${count} corrections`),
    askResult: (file) =>
      `Give the file “${file}” again: drop it or choose it. It is known by its content, and what you had done on it comes back.`,
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
    confidenceScale: "Confidence of the model, from 0 to 100%",
    alone: "only",
    aloneNamed: (name) => `${name}: this class only`,
    showAll: "Show all classes",
    safePalette: "Colours for colour-blind eyes, with numbers",
    hatchBelow: (share) => `Stripes below ${share} confidence`,
    threshold: "Threshold",
    automatic: "Automatic prediction, unchecked: not an official product.",
  },
  reopened: {
    from: (file) => `Result opened again from “${file}”.`,
    withoutImage: (image) => `Drop the orthophoto “${image}” to see it under the map.`,
    image: "Image",
    millesime: "Vintage",
    model: "Model",
    thresholds: "Thresholds",
    least: (squareMetres) => `${squareMetres} m²`,
    borders: "Borders",
    smoothed: (tolerance) => `smoothed within ${tolerance}`,
    stairs: "the pixels’ own",
    squared: "buildings squared",
    made: "Exported",
    again: "Segment again",
    fixed: "As they were exported: to change them, segment the orthophoto again.",
  },
  reference: {
    title: "Compare with another map",
    explain: "Drop an OCS GE or a CoSIA layer (GeoPackage, Shapefile, ZIP): only the part on the image is read.",
    open: "Choose a reference map",
    reading: (file) => `Reading ${file}…`,
    products: { ocsge: "OCS GE", cosia: "CoSIA" },
    polygons: (count, format) => `${polygons(count, format)} here`,
    shown: "Reference on the map",
    showings: { hidden: "Hidden", outlines: "Outlines", colours: "Colours" },
    compare: "Compare by class",
    again: "Compare again",
    comparing: "Comparing…",
    overall: (share) => `Overall agreement: ${share}.`,
    compared: (area) => `Over ${area} that both maps cover.`,
    nothingShared: "The reference covers nothing of the map.",
    old: "(with the settings before)",
    take: "Take its uses",
    takeExplain: "Each polygon gets the use code (US) that covers more than half of it.",
    stopTaking: "Stop taking its uses",
    taken: "Files and the report now carry its use codes, and artificialisation follows them.",
    remove: "Remove the reference",
    matrixTitle: "Our map and the reference, in hectares",
    corner: "Our map ↓ · Reference →",
    uncovered: "Not in reference",
    other: "another class",
    agreement: "Agreement",
    warning:
      "Comparing maps of different models, methods or dates measures those differences too: where they disagree is not by itself an error, nor a change of the land.",
    readMatrix:
      "Rows: classes of our map; columns: classes of the reference. Agreement of a row: the part of our class that the reference confirms; of a column: the part of its class that we find.",
    csv: "Save the table (CSV)",
  },
  export: {
    preset: "Thresholds",
    presets: {
      cosia: { name: "CoSIA: none", detail: "Every pixel keeps its class: a raw map, a large file." },
      ocsge: { name: "OCS GE", detail: "200 m² for buildings, 500 m² in the built zone, 2,500 m² elsewhere." },
      libre: { name: "Your own", detail: "Smaller areas go to their neighbour." },
    },
    smooth: (tolerance: string) => `Smooth borders, within ${tolerance}`,
    squareBuildings: "Square the buildings",
    minArea: "Minimum area",
    minAreaUnit: "m²",
    millesime: "Vintage",
    millesimeHint: "year of the photograph",
    millesimeExample: "2021, for instance",
    askMillesime: "What year was the photograph taken?",
    millesimeUnknown: "Neither the name nor the image says. Every polygon carries this year.",
    millesimeOfFile: (year) => `The file is dated ${year}; the photograph may be older.`,
    goOn: "Export",
    withoutMillesime: "Export without a vintage",
    system: "System",
    ownSystem: (name) => `${name} (the image’s own)`,
    others: "Other formats",
    another: "Another format…",
    report: "Report",
    reportDetail: "Areas, map and method, to print or to save as PDF.",
    formats: {
      geopackage: { name: "GeoPackage", detail: "QGIS, ArcGIS: all layers, OCS GE colours" },
      shapefile: { name: "Shapefile", detail: "any GIS, even an old one; 2 GB at most" },
      geojson: { name: "GeoJSON", detail: "web sites, geojson.io; in WGS 84" },
      "geojson-projected": { name: "Projected GeoJSON", detail: "QGIS, GDAL; in the system chosen" },
      flatgeobuf: { name: "FlatGeobuf", detail: "QGIS, web maps; read in extracts" },
      geoparquet: { name: "GeoParquet", detail: "DuckDB, Python, R; large volumes" },
      csv: { name: "Table of areas", detail: "spreadsheets; hectares by class" },
      styles: { name: "Styles", detail: "QGIS (.qml), GeoServer (.sld)" },
      classes: { name: "Class raster", detail: "QGIS, ArcGIS; cloud-optimised GeoTIFF, no thresholds, no corrections" },
      confidence: { name: "Confidence raster", detail: "QGIS, ArcGIS; where to check first" },
    },
    save: "Export as",
    keep: "Save",
    vectorising: "Vectorising…",
    writing: "Writing the file…",
    saved: (file, size, faces, format) =>
      `${file}: ${format.bytes(size)}${faces === undefined ? "" : `, ${polygons(faces, format)}`}`,
    cancel: "Cancel",
  },
  offline: offlineEn,
  online: {
    offer: "IGN’s background map and BD ORTHO (online)…",
    title: "Go online?",
    whatFor: "Ocsol can show IGN’s BD ORTHO as a background map, and download that of an area to segment it here.",
    whatServer:
      "The online page is allowed to contact one server only, data.geopf.fr (IGN’s Géoplateforme), and does so only when you ask.",
    whatLeaves:
      "Your images and results are never sent. Like any site, this server sees your IP address and what you ask for: so it knows the area you look at or download.",
    back: "Go back offline?",
    backDetail: "The offline page contacts no server.",
    lose: {
      image: "The open image closes: open it again on the other page.",
      run: "The segmentation under way stops; it goes on from there when you open the image again.",
      kept: "The result is kept in this browser: open the same image and segment, and it is taken up.",
      result: "This browser cannot keep the result: export it first.",
      corrections: "This browser cannot keep your corrections: export the result first.",
      decisions: "This browser cannot keep your decisions on changes: export the comparison first.",
      file: "The file that is ready is not saved: save it first.",
      orthophoto: "The BD ORTHO you downloaded is not saved: save it first, to open it again.",
    },
    go: "Go online",
    leave: "Back offline",
    stay: "Stay here",
    badge: "Online: data.geopf.fr",
    privacy: "Your images stay on your computer.",
    privacyDetail: "Only the area you look at or download is asked of IGN (data.geopf.fr).",
    background: "IGN background map",
    backgroundHint: "To see France, and to take the BD ORTHO of an area there.",
    backgroundFailed: "Part of the background did not come: no network, or IGN’s server refuses.",
    territory: "Territory",
    territories: {
      metropole: "Mainland France",
      guadeloupe: "Guadeloupe",
      martinique: "Martinique",
      guyane: "French Guiana",
      reunion: "Réunion",
      mayotte: "Mayotte",
      "saint-pierre-et-miquelon": "Saint-Pierre and Miquelon",
    },
    take: "Take the BD ORTHO of this area",
    estimate: (area, bytes, requests) => `The area shown: ${area} at 20 cm, about ${bytes} in ${requests} requests.`,
    tooLarge: (squareKilometres) => `The area shown is too large: zoom in to ${squareKilometres} km² at most.`,
    notServed: "BD ORTHO is not offered in the coordinate system of this image.",
    taking: (done, total) => `${done} / ${total} requests`,
    cancel: "Cancel",
    taken: (bytes) => `Image downloaded (${bytes}), in this browser only.`,
    save: "Save the image…",
    ownFile: "Open an image…",
  },
  map: mapEn,
  error: { title: "A problem", dismiss: "Close", copy: "Copy the detail", copyCommand: "Copy the command" },
  history: historyEn,
  comparing: comparingEn,
  correcting: correctingEn,
  sampling: samplingEn,
  frame: frameEn,
  help: helpEn,
  errors: {
    "file-not-a-raster": ({ file }) =>
      `“${file}” is not an image Ocsol reads. Drop an orthophoto as GeoTIFF (.tif) or JPEG 2000 (.jp2); other images can be converted with QGIS or gdal_translate.`,
    "file-is-an-archive": ({ file, kind }) =>
      kind === "7z.001"
        ? `“${file}” is a piece of a 7z archive. Put all its pieces (.001, .002…) into one folder, open the first with 7-Zip, then drop the images that come out.`
        : `“${file}” is an archive (${kind}). Extract it first, with 7-Zip for instance, then drop the images it holds.`,
    "file-needs-converting": ({ file, format, command }) =>
      `Ocsol does not read ${format === "" ? "this format" : `the ${format} format`} (“${file}”). Convert the image: ${command}`,
    "file-holds-no-image": ({ file, kind }) => noImages[kind](file),
    "companion-alone": ({ file }) =>
      `“${file}” goes with an image but is none itself. Drop the two together, from one folder and under one name.`,
    "images-differ": ({ groups }) =>
      `These images do not all have the same system and pixel size. Keep those of one group: ${groups
        .map(
          ({ crs, gsdMetres, files }) =>
            `${files.length} at ${Number((gsdMetres * 100).toPrecision(4))}\u202fcm in EPSG:${crs} (${firstFiles(files)})`,
        )
        .join("; ")}.`,
    "area-too-large": ({ pixels, limit }) =>
      `These images together, gaps included, would have ${Math.round(pixels / 1e9)} billion pixels (at most ${Math.round(limit / 1e9)}). Open fewer at a time, and check that none is of another region.`,
    "image-elsewhere": ({ file, origin }) =>
      `The image “${file}” is on another site (${origin}), and Ocsol fetches nothing from elsewhere. Download it, then drop it here.`,
    "server-without-ranges": ({ file, detail }) =>
      `The server does not give “${file}” in pieces (${detail}). Check the address, or turn on range requests there (Accept-Ranges); else download the image and drop it here.`,
    "file-truncated": ({ file }) =>
      `“${file}” is incomplete: the end of the file is missing. Copy or download it again.`,
    "file-unreadable": ({ file, detail }) =>
      `“${file}” could not be read (${detail}). Check that it is neither moved nor damaged, then open it again.`,
    "file-changed": () =>
      "A file that is open has been changed, moved or removed since. Put it back, then open it again: what is segmented is kept, and goes on.",
    "tiff-compression-unsupported": ({ file, compression }) =>
      `The ${compression} compression of “${file}” is not supported. Convert the image: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES in.tif out.tif`,
    "jp2-unsupported": ({ file, feature }) =>
      `“${file}” uses a form of JPEG 2000 that is not supported (${feature}). Convert the image: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES in.jp2 out.tif`,
    "samples-unsupported": ({ file, bands, bits, format }) =>
      `“${file}” has ${bands} band(s) of ${bits} bits (${format}), which Ocsol cannot show as red, green and blue. Convert it: gdal_translate -ot Byte -scale -b 1 -b 2 -b 3 in.tif out.tif`,
    "band-missing": ({ file, band, bands }) => `“${file}” has no band ${band}: it has ${bands}. Choose other bands.`,
    "stretch-needed": ({ file, bits, format, low, high, least, most }) =>
      `The values of “${file}” (${bits} bits, ${format}, from ${least} to ${most}) are no colours. Say which to show as black and as white: ${low} and ${high} often do.`,
    "crs-missing": ({ file }) =>
      `“${file}” has no coordinate system. Choose it in the list, or drop the .prj or .tab that goes with it.`,
    "crs-unknown": ({ file, detail }) =>
      `Ocsol does not know the coordinate system of “${file}” (${detail}). Reproject the image: gdalwarp -t_srs EPSG:2154 in.tif out.tif`,
    "georeference-missing": ({ file }) =>
      `“${file}” does not say where it lies. Drop the .tfw, .j2w or .tab that goes with it; if there is none, georeference the image in QGIS, or: gdal_translate -a_srs EPSG:2154 -a_ullr xmin ymax xmax ymin in.tif out.tif`,
    "affine-unsupported": ({ file, detail }) =>
      `The position of “${file}” cannot be used (${detail}). Straighten the image: gdalwarp -t_srs EPSG:2154 in.tif out.tif`,
    "grids-differ": ({ detail }) =>
      `These images do not fit together (${detail}). They need one coordinate system, one pixel size and aligned pixels: gdalwarp -tap -tr 0.2 0.2 -t_srs EPSG:2154 input.tif output.tif`,
    "file-not-a-zone-layer": ({ file, detail }) =>
      `“${file}” is not a usable layer of polygons (${detail}). Convert it to GeoJSON: ogr2ogr output.geojson input`,
    "zones-missing": ({ file }) =>
      `“${file}” holds no polygon. An area is given by surfaces: take a layer of polygons, not of points or lines.`,
    "zone-crs-missing": ({ file }) =>
      `“${file}” does not say which coordinate system it is in. Drop its .prj file with it, or set it: ogr2ogr -a_srs EPSG:2154 output.gpkg input`,
    "zone-crs-unknown": ({ file, detail }) =>
      `Ocsol does not know the coordinate system of “${file}” (${detail}). Reproject the layer: ogr2ogr -t_srs EPSG:2154 output.gpkg input`,
    "area-elsewhere": ({ file }) =>
      `${file === "" ? "This area" : `“${file}”`} does not touch the image: nothing has changed. Take one that covers some of it, and check its coordinate system.`,
    ...mapEn.errors,
    "reference-without-image": ({ file }) =>
      `“${file}” is a land-cover map to compare with, but there is nothing beside it. Open the orthophoto or a result of Ocsol’s first, then drop this file.`,
    "comparison-map-missing": ({ file }) =>
      `This browser no longer keeps the map “${file}”. Give it again for its date: what you had decided is still there.`,
    "area-without-image": ({ file }) =>
      `“${file}” outlines an area, but no image is open. Open the orthophoto first, or drop both together.`,
    "zones-without-dates": ({ file }) =>
      `“${file}” outlines zones, but there are not yet two maps to compare. Give both dates first.`,
    "side-not-a-map": ({ file }) =>
      `“${file}” is no land-cover map that Ocsol reads. Give a result of Ocsol (GeoPackage), an OCS GE (column code_cs) or a CoSIA (columns numero and classe).`,
    "sides-not-comparable": () => "These two maps cannot be compared.",
    "comparison-too-large": ({ corners, most }) =>
      `The two published maps have ${Math.round(corners / 1e6)} million corners together on the ground to compare (at most ${Math.round(most / 1e6)}). Limit the comparison to an area: a commune, a group of communes.`,
    "nothing-compared": () =>
      "The two maps have no ground in common: nothing is compared. Check what they cover, how far one is moved, and the area of interest.",
    "images-not-matched": () =>
      "How far the two photographs lie apart could not be measured: one is missing, or they have too few details in common. Give it in metres, or compare without moving anything.",
    "sides-unconfirmed": () => "This comparison is only made with your explicit yes.",
    "result-not-a-map": ({ file, reason, x, y }) =>
      reason === "outside"
        ? `“${file}” has been changed since it was exported: a polygon reaches out of the image, near x = ${x.toFixed(2)}, y = ${y.toFixed(2)}. Nothing has changed here. Move it back inside, or keep this file for your GIS.`
        : `“${file}” has been changed since it was exported: polygons overlap, or their sides no longer match, near x = ${x.toFixed(2)}, y = ${y.toFixed(2)}. Nothing has changed here. Correct the place in your GIS (topology checker), then drop the file again.`,
    "result-unreadable": ({ file, detail }) =>
      `“${file}” calls itself a result of Ocsol but no longer has its form (${detail}). Put that table or value back as it was exported, then drop the file again.`,
    "sample-invalid": ({ file, detail }) =>
      `“${file}” is no sample that Ocsol reads (field ${detail}). Give the .ocsol-echantillon.json file as it was saved.`,
    "sample-elsewhere": ({ file }) =>
      `The sample “${file}” is not of this map. First open the map that it was drawn from.`,
    "exercise-invalid": ({ file, detail }) =>
      `“${file}” is not a usable exercise (${detail}). Correct that field, or ask your trainer for another file.`,
    "exercise-missing": ({ file }) =>
      `The exercise “${file}” is not on this page’s server. Check the link, or ask your trainer for the file.`,
    "exercise-elsewhere": ({ file, origin }) =>
      `The exercise “${file}” is on another site (${origin}), and Ocsol fetches nothing from elsewhere. Download it, then drop it here.`,
    "online-refused": () =>
      "IGN’s server (data.geopf.fr) did not answer this page: no network, a firewall, or other sites are not let in. Download the BD ORTHO of your département from cartes.gouv.fr instead (a 7z archive to extract), then drop one of its sheets here.",
    "online-busy": () =>
      "IGN’s server keeps refusing: too many requests come from your address (40 a second at most, for your whole network). Wait a minute, then take the area again.",
    "online-failed": ({ detail }) =>
      `IGN’s server could not give the whole image (${detail}). Try again later, or take a smaller area.`,
    "online-answer-invalid": ({ detail }) =>
      `IGN’s server answered something else than a usable image (${detail}). Try again later, or download the BD ORTHO of your département from cartes.gouv.fr.`,
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
    "gpu-lost": () =>
      "The graphics card was lost twice in a row (driver, sleep or another program). What is done is kept: start again, or choose “processor” in the model’s settings.",
    "out-of-memory": () =>
      "Not enough memory. What is done is kept: close other tabs and start again, or work on a smaller area.",
    "storage-full": () =>
      "The disk, or the browser’s share of it, is full. Free some space, then start again: what is done is kept.",
    "storage-short": ({ needed, free }) =>
      `This segmentation may take up to ${megabytes(needed)} on disk, and the browser grants Ocsol only ${megabytes(free)} more. Forget earlier results (list on the left) or free some space on the disk, then start again.`,
    "storage-lost": () =>
      "The browser has cleared or closed the space where Ocsol keeps its work. Start again: only what is missing will be done again. Export as soon as it is finished.",
    "run-in-use": () =>
      "This segmentation is open in another tab. Go on there, or close that tab and start again here.",
    "image-differs": ({ file, expected }) =>
      `“${file}” does not have the content of the file “${expected}” you began with. Give that one, even renamed, or give up resuming.`,
    "map-too-noisy": () =>
      "The map is too fragmented to vectorise in one piece. Generalise the class raster first (a majority filter, gdal_sieve), or work on a smaller extent.",
    "format-too-large": ({ format, bytes, limit }) =>
      `As ${format} the result would take ${megabytes(bytes)}, and the format ends at ${megabytes(limit)}. Take the GeoPackage, which has no such limit, or work on a smaller area.`,
    "argument-invalid": ({ detail }) => `Wrong command: ${detail}. Try “ocsol --help”.`,
    "option-unknown": ({ option, nearest }) =>
      nearest === ""
        ? `There is no option ${option}. Try “ocsol --help”.`
        : `There is no option ${option}. Did you mean ${nearest}?`,
    "file-not-found": ({ file }) => `The file “${file}” does not exist. Check the path.`,
    "write-failed": ({ file, detail }) =>
      `“${file}” could not be written (${detail}). Check the folder, your rights and the free space.`,
    cancelled: () => "Cancelled.",
    internal: ({ detail }) =>
      `Ocsol met an unexpected error (${detail}). Reload the page; if it comes back, report it with this text.`,
  },
};
