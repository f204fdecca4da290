import { useId } from "react";
import type { DateName } from "../../core/change/change-map.ts";
import { matchColours } from "../../state/commands/change/make-side.ts";
import { colouredDate, otherDate } from "../../state/comparison.ts";
import { useApp, useAppState } from "../context.ts";
import { useChange } from "./context.ts";

/** Whether the model has seen one photograph in the colours of the other. */
export function Colours() {
  const app = useApp();
  const { c } = useChange();
  const hint = useId();
  const change = useAppState((state) => state.change);
  const date = colouredDate(change);
  if (date === undefined) return null;
  const nameOf = (of: DateName) => change.sides[of]!.facts.image;
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={change.sides[date]!.facts.matchedColours !== undefined}
          disabled={change.busy !== undefined}
          aria-describedby={hint}
          data-testid="match-colours"
          onChange={({ target }) => matchColours(app, target.checked)}
        />
        {c.checks.colours(nameOf(date), nameOf(otherDate(date)))}
      </label>
      <p className="hint" id={hint}>
        {c.checks.coloursHint}
      </p>
    </>
  );
}
