/** Of the browser's private file system. */
export const FOLDERS = { runs: "class-rasters", models: "models", orthophotos: "orthophotos" } as const;
