import { Fragment, useId } from "react";
import { type ChangeSettings, shiftFrom } from "../../core/change/settings.ts";
import type { Misregistration } from "../../core/registration/misregistration.ts";
import { takeShift, typeShift } from "../../state/commands/change/settings.ts";
import { settingsOf } from "../../state/comparison.ts";
import { useApp, useAppState } from "../context.ts";
import { TextField } from "../TextField.tsx";
import { useChange } from "./context.ts";
import { readMetres, signedMetres } from "./signed-metres.ts";

/** How far the earlier photograph lies beside the later one, and what the earlier map is moved by: that, nothing, or what the user says. */
export function Registration() {
  const app = useApp();
  const { c, format } = useChange();
  const change = useAppState((state) => state.change);
  const { misregistration, shiftTaken, chosenSettings } = change;
  const { shift } = settingsOf(change);
  const way =
    chosenSettings.shift !== undefined
      ? "typed"
      : shiftTaken && misregistration && isToBeTaken(misregistration)
        ? "measured"
        : "none";
  const words = c.checks.shift;
  const ways = [
    ["none", () => takeShift(app, false)],
    ...(misregistration && isToBeTaken(misregistration) ? [["measured", () => takeShift(app, true)] as const] : []),
    ["typed", () => typeShift(app, shift)],
  ] as const;
  return (
    <section className="registration" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Measured />
      <fieldset className="segmented" aria-label={words.title} disabled={change.busy !== undefined}>
        {ways.map(([one, choose]) => (
          <button key={one} type="button" aria-pressed={way === one} data-testid={`shift-${one}`} onClick={choose}>
            {words.ways[one]}
          </button>
        ))}
      </fieldset>
      {way === "typed" ? (
        <Fields shift={shift} disabled={change.busy !== undefined} />
      ) : (
        way === "measured" && (
          <p className="hint">
            {words.by(...(shift.map((value) => signedMetres(value, format.number)) as [string, string]))}
          </p>
        )
      )}
    </section>
  );
}

const isToBeTaken = (misregistration: Misregistration): boolean =>
  shiftFrom(misregistration).some((value) => value !== 0);

function Measured() {
  const { c, format } = useChange();
  const { misregistration, sides } = useAppState(({ change }) => change);
  if (!misregistration) {
    // what was measured in an earlier session holds without them
    if (sides.before?.image === undefined || sides.after?.image === undefined)
      return <p className="hint">{c.checks.noPhotographs}</p>;
    return misregistration === null ? <p className="hint">{c.checks.unregistered}</p> : null;
  }
  const { metres, spreadMetres, matched, tried, shift } = misregistration;
  const [east, north] = shift.map((value) => signedMetres(value, format.number));
  const [whole, spread] = [metres, spreadMetres].map((value) => format.number(value, 2));
  return (
    <p data-testid="misregistration">
      {c.checks.registered(whole!, spread!, east!, north!)}{" "}
      {c.checks.matched(format.number(matched), format.number(tried))}
      {!isToBeTaken(misregistration) && ` ${c.checks.tooSmallToMove}`}
    </p>
  );
}

/** Metres to the east and to the north, to be typed; what is no number leaves them as they were. */
function Fields({ shift, disabled }: { shift: ChangeSettings["shift"]; disabled: boolean }) {
  const app = useApp();
  const { c, format, locale } = useChange();
  const id = useId();
  const [east, north] = shift;
  const fields = [
    ["east", east, (value: number) => typeShift(app, [value, north])],
    ["north", north, (value: number) => typeShift(app, [east, value])],
  ] as const;
  return (
    <div className="fields">
      {fields.map(([name, value, take]) => (
        <Fragment key={name}>
          <label htmlFor={`${id}-${name}`}>{c.checks.shift[name]}</label>
          <TextField
            id={`${id}-${name}`}
            type="text"
            value={signedMetres(value, format.number)}
            disabled={disabled}
            onCommit={(text) => take(readMetres(text, locale))}
          />
        </Fragment>
      ))}
      <p className="hint across">{c.checks.shift.hint}</p>
    </div>
  );
}
