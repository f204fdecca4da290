import { FileUp, X } from "lucide-react";
import { useRef } from "react";
import { overlayColour } from "../../core/landcover/overlay-colours.ts";
import { addOverlays, changeOverlay, removeOverlay } from "../../state/commands/overlays.ts";
import type { Overlay } from "../../state/map-tools.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Card } from "./Card.tsx";

/** The user's own layers over the map: shown or not, what is written of them, and away with them. */
export function OverlayCard({ onClose }: { onClose: () => void }) {
  const app = useApp();
  const { t } = useMessages();
  const overlays = useAppState((state) => state.overlays);
  const opening = useAppState((state) => state.overlayOpening);
  const input = useRef<HTMLInputElement>(null);
  const { overlay: words } = t.map;
  return (
    <Card title={words.title} testId="overlays" onClose={onClose}>
      <ul className="overlays">
        {overlays.map((overlay) => (
          <OverlayEntry key={overlay.id} overlay={overlay} />
        ))}
      </ul>
      <p role="status">{opening === undefined ? "" : words.reading(opening)}</p>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <FileUp size={16} aria-hidden /> {words.add}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="overlay-file"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ""; // the same file may be chosen again
          if (files.length > 0) void addOverlays(app, files);
        }}
      />
      {overlays.length === 0 && <p className="hint">{words.explain}</p>}
    </Card>
  );
}

function OverlayEntry({ overlay: { id, name, features, columns, shown, colour, label } }: { overlay: Overlay }) {
  const app = useApp();
  const { t, format } = useMessages();
  const { overlay: words } = t.map;
  return (
    <li data-testid="overlay">
      <label className="check">
        <input
          type="checkbox"
          checked={shown}
          aria-label={words.show(name)}
          onChange={({ target }) => changeOverlay(app, id, { shown: target.checked })}
        />
        <span className="overlay-line" style={{ background: overlayColour(colour) }} aria-hidden />
        <span className="overlay-name" title={name}>
          {name}
        </span>
      </label>
      <button
        type="button"
        className="icon-button"
        aria-label={words.remove(name)}
        onClick={() => removeOverlay(app, id)}
      >
        <X size={16} aria-hidden />
      </button>
      <span className="hint">{words.features(format.number(features), features > 1)}</span>
      {columns.length > 0 && (
        <select
          aria-label={words.label(name)}
          value={label ?? ""}
          onChange={({ target }) => changeOverlay(app, id, { label: target.value || undefined })}
        >
          <option value="">{words.noLabel}</option>
          {columns.map((column) => (
            <option key={column} value={column}>
              {column}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
