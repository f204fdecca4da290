import { useEffect, useEffectEvent, useState } from "react";

/** Files dropped anywhere on the page; true while one hovers over it. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const take = useEffectEvent(onFile);
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
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) take(file);
    };
    addEventListener("dragover", over, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", drop, { signal });
    return () => listeners.abort();
  }, []);
  return hovering;
}
