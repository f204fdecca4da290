import { type ReactNode, useRef } from "react";
import { openFiles } from "../state/commands/open-files.ts";
import { canPickFile, pickFile } from "../state/file-handles.ts";
import { useApp, useMessages } from "./context.ts";

const extensions = [".tif", ".tiff"];

/** A button that asks for an orthophoto on disk. */
export function FilePicker({ className, children }: { className: string; children: ReactNode }) {
  const app = useApp();
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const choose = async () => {
    if (!canPickFile()) return input.current?.click();
    const file = await pickFile(t.drop.images, extensions);
    if (file !== undefined) await openFiles(app, [file]);
  };
  return (
    <>
      <button type="button" className={className} onClick={() => void choose()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={[...extensions, "image/tiff"].join()}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = ""; // the same file may be chosen again
          if (file !== undefined) void openFiles(app, [file]);
        }}
      />
    </>
  );
}
