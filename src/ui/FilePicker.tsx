import { type ReactNode, useRef } from "react";
import { openFiles } from "../state/commands/open-files.ts";
import { canPickFiles, pickFiles } from "../state/file-handles.ts";
import { useApp, useMessages } from "./context.ts";

/** Images and what may lie beside them. */
const extensions = [
  ...[".tif", ".tiff", ".jp2", ".j2k"],
  ".gpkg",
  ...[".tfw", ".tifw", ".j2w", ".wld", ".prj", ".tab", ".xml", ".ovr"],
];

/** A button that asks for orthophotos on disk, and what lies beside them. */
export function FilePicker({ className, children }: { className: string; children: ReactNode }) {
  const app = useApp();
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const open = (files: readonly File[]) => {
    if (files.length === 0) return;
    void openFiles(
      app,
      files.map((file) => ({ file, folder: "" })),
    );
  };
  const choose = async () => {
    if (canPickFiles()) open(await pickFiles(t.drop.images, extensions));
    else input.current?.click();
  };
  return (
    <>
      <button type="button" className={className} aria-keyshortcuts="O" onClick={() => void choose()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={[...extensions, "image/tiff", "image/jp2"].join()}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ""; // the same files may be chosen again
          open(files);
        }}
      />
    </>
  );
}
