import { type ReactNode, useRef } from "react";
import { openFiles } from "../state/commands/open-files.ts";
import { useApp } from "./context.ts";

/** Images and what may lie beside them. */
const ENDINGS = ".tif,.tiff,.jp2,.j2k,.tfw,.tifw,.j2w,.wld,.prj,.tab,.xml,.ovr,image/tiff,image/jp2";

/** A button that asks for orthophotos on disk, and what lies beside them. */
export function FilePicker({ className, children }: { className: string; children: ReactNode }) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ENDINGS}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])].map((file) => ({ file, folder: "" }));
          target.value = ""; // the same files may be chosen again
          if (files.length > 0) void openFiles(app, files);
        }}
      />
    </>
  );
}
