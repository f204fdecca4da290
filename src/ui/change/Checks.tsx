import { ArrowDownUp, Ban, CircleAlert, Info } from "lucide-react";
import { useId, useMemo } from "react";
import type { Weakness } from "../../core/change/comparability.ts";
import { weaknessSentence } from "../../i18n/comparability.ts";
import { acceptModels, chooseChangeSetting, compareAgain } from "../../state/commands/change/settings.ts";
import { swapSides } from "../../state/commands/change/sides.ts";
import { canCompare, isOld, settingsOf, weaknesses } from "../../state/comparison.ts";
import { useApp, useAppState } from "../context.ts";
import { TextField } from "../TextField.tsx";
import { Colours } from "./Colours.tsx";
import { ComparedArea } from "./ComparedArea.tsx";
import { useChange } from "./context.ts";
import { Registration } from "./Registration.tsx";
import { readMetres } from "./signed-metres.ts";

const icons = { stops: Ban, asks: CircleAlert, warns: Info, notes: Info } as const;

/** What weakens the comparison, how the photographs lie on each other, and what counts as a change. */
export function Checks() {
  const app = useApp();
  const { c, locale } = useChange();
  const change = useAppState((state) => state.change);
  const found = useMemo(() => weaknesses(change), [change]);
  const old = isOld(change);
  const ready = canCompare(change);
  const waits = ready && change.compared === undefined && change.stopped;
  return (
    <div className="checks">
      {found.length === 0 ? (
        <p className="hint">{c.checks.none}</p>
      ) : (
        <ul className="weaknesses" data-testid="weaknesses">
          {found.map((weakness) => {
            const text = weaknessSentence(locale, weakness);
            return <Sentence key={text} weakness={weakness} text={text} />;
          })}
        </ul>
      )}
      {found.some(({ weight }) => weight === "asks") && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={change.modelsAccepted}
              data-testid="accept-models"
              onChange={({ target }) => acceptModels(app, target.checked)}
            />
            {c.checks.accept}
          </label>
          {!change.modelsAccepted && <p className="hint">{c.checks.needsAccept}</p>}
        </>
      )}
      <ComparedArea />
      <Registration />
      <Colours />
      <Thresholds />
      {old && <p className="warning">{c.old}</p>}
      {(old || waits) && (
        <button
          type="button"
          className="button primary wide"
          data-testid="compare-again"
          onClick={() => compareAgain(app)}
        >
          {old ? c.again : c.compare}
        </button>
      )}
    </div>
  );
}

function Sentence({ weakness: { weight, tag }, text }: { weakness: Weakness; text: string }) {
  const app = useApp();
  const { c } = useChange();
  const Icon = icons[weight];
  return (
    <li className={weight} data-tag={tag}>
      <Icon size={16} aria-hidden />
      <p>
        <strong>{c.checks[weight]}</strong> · {text}
      </p>
      {tag === "dates-reversed" && (
        <button type="button" className="button quiet" data-testid="swap-reversed" onClick={() => void swapSides(app)}>
          <ArrowDownUp size={16} aria-hidden /> {c.checks.swap}
        </button>
      )}
    </li>
  );
}

function Thresholds() {
  const app = useApp();
  const { c, locale } = useChange();
  const id = useId();
  const change = useAppState((state) => state.change);
  const { toleranceMetres, minChangeSquareMetres } = settingsOf(change);
  const busy = change.busy !== undefined;
  const read = (text: string) => (text.trim() === "" ? undefined : readMetres(text, locale));
  const plain = (value: number | undefined) =>
    value?.toLocaleString(locale, { maximumFractionDigits: 2, useGrouping: false }) ?? "";
  return (
    <div className="fields">
      <label htmlFor={`${id}-tolerance`}>
        {c.checks.tolerance} ({c.checks.toleranceUnit})
      </label>
      <TextField
        id={`${id}-tolerance`}
        type="text"
        value={plain(toleranceMetres)}
        disabled={busy}
        onCommit={(text) => chooseChangeSetting(app, "toleranceMetres", read(text))}
      />
      <p className="hint across">{c.checks.toleranceHint}</p>
      <label htmlFor={`${id}-least`}>
        {c.checks.least} ({c.checks.leastUnit})
      </label>
      <TextField
        id={`${id}-least`}
        type="text"
        value={plain(minChangeSquareMetres)}
        disabled={busy}
        onCommit={(text) => chooseChangeSetting(app, "minChangeSquareMetres", read(text))}
      />
      <p className="hint across">
        {c.checks.leastHint} {c.checks.leastDefault}
      </p>
    </div>
  );
}
