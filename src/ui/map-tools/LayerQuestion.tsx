import { useEffect, useRef } from "react";
import { answerZonesOffered } from "../../state/commands/change/entrance.ts";
import { answerLayer } from "../../state/commands/overlays.ts";
import { layerName } from "../../state/commands/set-area.ts";
import { isBusy } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** What a layer that was dropped is to be: the file does not say. */
export function LayerQuestion() {
  const app = useApp();
  const { t } = useMessages();
  const files = useAppState((state) => state.offeredLayer);
  const comparing = useAppState(({ change }) => change.shown);
  const busy = useAppState((state) => !state.change.shown && isBusy(state));
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (files !== undefined) first.current?.focus();
  }, [files]);
  if (files === undefined) return null;
  const { overlay: words } = t.map;
  const { layer } = t.comparing;
  const answer = comparing
    ? (use: "first" | "area" | undefined) => void answerZonesOffered(app, use === "first" ? "zones" : use)
    : (use: "first" | "area" | undefined) => void answerLayer(app, use === "first" ? "overlay" : use);
  return (
    <section
      className="layer-question"
      aria-labelledby="layer-question"
      data-testid="layer-question"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        answer(undefined);
      }}
    >
      <h2 id="layer-question">{words.offered(layerName(files))}</h2>
      <div className="card-actions">
        <button
          ref={first}
          type="button"
          className="button"
          data-testid={comparing ? "as-zones" : "as-overlay"}
          onClick={() => answer("first")}
        >
          {comparing ? layer.byZone : words.asOverlay}
        </button>
        <button type="button" className="button" disabled={busy} data-testid="as-area" onClick={() => answer("area")}>
          {comparing ? layer.asArea : words.asArea}
        </button>
        <button type="button" className="button quiet" onClick={() => answer(undefined)}>
          {words.neither}
        </button>
      </div>
      <p className="hint">{comparing ? layer.explain : words.offerExplain}</p>
    </section>
  );
}
