import { type ReactNode, useRef } from "react";
import type { PlacedFile } from "../core/placed-file.ts";
import { openFiles } from "../state/commands/open-files.ts";
import { canPickFiles, pickFiles } from "../state/file-handles.ts";
import { useApp, useMessages } from "./context.ts";

/** Images and what may lie beside them. */
const extensions = [
  ...[".tif", ".tiff", ".jp2", ".j2k"],
  ".gpkg",
  ...[".tfw", ".tifw", ".j2w", ".wld", ".prj", ".tab", ".xml", ".ovr"],
];

/** Layers of polygons besides GeoPackages. */
const layers = [".geojson", ".kml", ".kmz", ".zip", ".shz", ".shp", ".dbf", ".shx", ".cpg"];

interface FilePickerProps {
  readonly className: string;
  /** what is done with the files in the place of opening them: they may be layers too */
  readonly onFiles?: (files: readonly PlacedFile<File>[]) => void;
  /** what the browser's dialogue calls them, where they are more than orthophotos */
  readonly what?: string;
  /** its name, where what it shows does not say all */
  readonly label?: string | undefined;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** A button that asks for orthophotos on disk, and what lies beside them. */
export function FilePicker({ className, onFiles, what, label, testId, children }: FilePickerProps) {
  const app = useApp();
  const accepted = onFiles === undefined ? extensions : [...extensions, ...layers];
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const open = (files: readonly File[]) => {
    if (files.length === 0) return;
    const placed = files.map((file) => ({ file, folder: "" }));
    if (onFiles === undefined) void openFiles(app, placed);
    else onFiles(placed);
  };
  const choose = async () => {
    if (canPickFiles()) open(await pickFiles(what ?? t.drop.images, accepted));
    else input.current?.click();
  };
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-keyshortcuts={onFiles === undefined ? "O" : undefined}
        data-testid={testId}
        onClick={() => void choose()}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={[...accepted, "image/tiff", "image/jp2"].join()}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ""; // the same files may be chosen again
          open(files);
        }}
      />
    </>
  );
}
