import { fileSave } from "browser-fs-access";
import type { App } from "../state/store.ts";

/** The browser's save dialogue where it has one, else a download. */
export const saveFile: App["save"] = async (file, name, extension, mediaType) => {
  await fileSave(file, { fileName: `${name}${extension}`, extensions: [extension], mimeTypes: [mediaType] });
};
