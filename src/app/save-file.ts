import { fileSave } from "browser-fs-access";
import type { FileSaving } from "../state/store.ts";

export const fileSaving: FileSaving = {
  async save(blob, name, { extension, mediaType }) {
    await fileSave(blob, { fileName: `${name}${extension}`, extensions: [extension], mimeTypes: [mediaType] });
  },
};
