import { useEffect, useEffectEvent, useState } from "react";
import type { PlacedFile } from "../core/placed-file.ts";
import { droppedFiles } from "./dropped-files.ts";

/** Files and folders dropped anywhere on the page, and on what; true while one hovers over it. */
export function useFileDrop(onFiles: (files: readonly PlacedFile<File>[], on: Element | null) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const over = (event: DragEvent) => {
      event.preventDefault(); // else the browser would leave the page and show the file
      setHovering(event.dataTransfer?.types.includes("Files") ?? false);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setHovering(false);
      if (event.dataTransfer === null) return;
      const on = event.target instanceof Element ? event.target : null;
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length > 0) take(files, on);
      });
    };
    addEventListener("dragover", over, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", drop, { signal });
    return () => listeners.abort();
  }, []);
  return hovering;
}
