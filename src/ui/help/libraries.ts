/** Of Ocsol itself: see `LICENSE`. */
export const CODE_LICENCE = "Apache-2.0";

/** The packages the app is made of and their licences, as each package says; the typeface has its own line. */
export const libraries = [
  { name: "@cornerstonejs/codec-libjpeg-turbo-8bit", licence: "ISC" },
  { name: "@jsquash/webp", licence: "Apache-2.0" },
  { name: "@noble/hashes", licence: "MIT" },
  { name: "@rgrove/parse-xml", licence: "ISC" },
  { name: "@sqlite.org/sqlite-wasm", licence: "Apache-2.0" },
  { name: "browser-fs-access", licence: "Apache-2.0" },
  { name: "client-zip", licence: "MIT" },
  { name: "comlink", licence: "Apache-2.0" },
  { name: "flatbuffers", licence: "Apache-2.0" },
  { name: "flatgeobuf", licence: "BSD-3-Clause" },
  { name: "geotiff", licence: "MIT" },
  { name: "hyparquet-writer", licence: "MIT" },
  { name: "lerc", licence: "Apache-2.0" },
  { name: "lucide-react", licence: "ISC" },
  { name: "ol", licence: "BSD-2-Clause" },
  { name: "onnxruntime-web", licence: "MIT" },
  { name: "proj4", licence: "MIT" },
  { name: "react", licence: "MIT" },
  { name: "react-dom", licence: "MIT" },
  { name: "unzipit", licence: "MIT" },
  { name: "workbox-precaching", licence: "MIT" },
  { name: "zstddec", licence: "MIT AND BSD-3-Clause" },
  { name: "zustand", licence: "MIT" },
] as const;
