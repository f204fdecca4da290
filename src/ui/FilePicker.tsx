import { type ReactNode, useRef } from "react";
import { openImage } from "../state/commands/open-image.ts";
import { useApp } from "./context.ts";

/** A button that asks for an orthophoto on disk. */
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
        accept=".tif,.tiff,image/tiff"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = ""; // the same file may be chosen again
          if (file !== undefined) void openImage(app, file);
        }}
      />
    </>
  );
}
