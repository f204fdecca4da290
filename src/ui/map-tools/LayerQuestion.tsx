import { useEffect, useRef } from "react";
import { answerLayer } from "../../state/commands/overlays.ts";
import { layerName } from "../../state/commands/set-area.ts";
import { isBusy } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** What a layer that was dropped is to be: the file does not say. */
export function LayerQuestion() {
  const app = useApp();
  const { t } = useMessages();
  const files = useAppState((state) => state.offeredLayer);
  const busy = useAppState(isBusy);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (files !== undefined) first.current?.focus();
  }, [files]);
  if (files === undefined) return null;
  const { overlay: words } = t.map;
  return (
    <section
      className="layer-question"
      aria-labelledby="layer-question"
      data-testid="layer-question"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        void answerLayer(app, undefined);
      }}
    >
      <h2 id="layer-question">{words.offered(layerName(files))}</h2>
      <div className="card-actions">
        <button
          ref={first}
          type="button"
          className="button"
          data-testid="as-overlay"
          onClick={() => void answerLayer(app, "overlay")}
        >
          {words.asOverlay}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy}
          data-testid="as-area"
          onClick={() => void answerLayer(app, "area")}
        >
          {words.asArea}
        </button>
        <button type="button" className="button quiet" onClick={() => void answerLayer(app, undefined)}>
          {words.neither}
        </button>
      </div>
      <p className="hint">{words.offerExplain}</p>
    </section>
  );
}
