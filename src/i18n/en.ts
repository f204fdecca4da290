import type { fr } from "./fr.ts";

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
  },
  backend: {
    webgpu: (adapter) => `Graphics card (WebGPU${adapter ? `, ${adapter}` : ""})`,
    software: "software WebGPU",
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
      `The manifest of the model “${model}” is wrong (${detail}). Install the model again, or choose another.`,
    "model-checksum": ({ file }) =>
      `The model file “${file}” does not match its checksum: it is damaged or was changed. Reload the page, or install Ocsol again.`,
    "model-output-invalid": ({ model, detail }) =>
      `The model “${model}” does not answer as its manifest says (${detail}). Choose another model.`,
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
