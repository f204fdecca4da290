import type { ChangeKind } from "../../core/change/change-map.ts";
import { kindColours } from "../../core/change/kind-colours.ts";
import "./kind-swatch.css";

/** The colour and pattern that a kind of change has on maps (`map/change/paint-kinds.ts`), on screen and on paper. */
export function KindSwatch({ kind }: { kind: ChangeKind }) {
  return <span className={`kind-swatch ${kind}`} style={{ color: kindColours[kind] }} aria-hidden />;
}
