import { Dices, FileUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { Sample } from "../../core/sample/sample.ts";
import { drawSample, newSeed } from "../../state/commands/sample/draw-sample.ts";
import { openSample } from "../../state/commands/sample/sample-files.ts";
import { wantSample } from "../../state/commands/sample/take-sample.ts";
import { useApp, useAppState } from "../context.ts";
import { TextField } from "../TextField.tsx";
import { useSample } from "./context.ts";

/** Half of a 95 % interval of overall accuracy, in points of per cent. */
const MARGINS = [2, 3, 4, 5, 7.5];
const STANDARD_ERRORS_OF_A_MARGIN = 1.96;

/** How many points, and from which seed. */
export function SampleForm({ of }: { of: Sample["of"] }) {
  const app = useApp();
  const { s, format } = useSample();
  const id = useId();
  const [seed, setSeed] = useState<number>();
  const file = useRef<HTMLInputElement>(null);
  const { wanted, busy } = useAppState(({ sampling }) => sampling);
  const whole = (text: string, least: number, most: number, take: (value: number) => void) => {
    const value = Math.round(Number(text));
    if (Number.isFinite(value)) take(Math.min(most, Math.max(least, value)));
  };
  const standardErrorOf = (margin: number) => margin / 100 / STANDARD_ERRORS_OF_A_MARGIN;
  const margin = MARGINS.find((one) => Math.abs(standardErrorOf(one) - wanted.standardError) < 1e-4) ?? 4;
  return (
    <>
      <p className="hint">{of === "map" ? s.explain : s.explainChange}</p>
      <fieldset className="segmented" aria-label={s.draw.by}>
        {(["size", "precision"] as const).map((by) => (
          <button key={by} type="button" aria-pressed={wanted.by === by} onClick={() => wantSample(app, { by })}>
            {s.draw.ways[by]}
          </button>
        ))}
      </fieldset>
      <div className="sample-fields">
        {wanted.by === "size" ? (
          <>
            <label htmlFor={`${id}-size`}>{s.draw.size}</label>
            <TextField
              id={`${id}-size`}
              type="number"
              value={String(wanted.size)}
              disabled={busy}
              onCommit={(text) => whole(text, 1, 10_000, (size) => wantSample(app, { size }))}
            />
          </>
        ) : (
          <>
            <label htmlFor={`${id}-margin`}>{s.draw.precision}</label>
            <select
              id={`${id}-margin`}
              value={margin}
              disabled={busy}
              onChange={({ target }) => wantSample(app, { standardError: standardErrorOf(Number(target.value)) })}
            >
              {MARGINS.map((one) => (
                <option key={one} value={one}>
                  {s.draw.margin(format.number(one, one % 1 === 0 ? 0 : 1))}
                </option>
              ))}
            </select>
          </>
        )}
        <label htmlFor={`${id}-least`}>{s.draw.least}</label>
        <TextField
          id={`${id}-least`}
          type="number"
          value={String(wanted.least)}
          disabled={busy}
          onCommit={(text) => whole(text, 2, 1000, (least) => wantSample(app, { least }))}
        />
        <label htmlFor={`${id}-seed`}>{s.draw.seed}</label>
        <TextField
          id={`${id}-seed`}
          type="text"
          value={seed === undefined ? "" : String(seed)}
          disabled={busy}
          onCommit={(text) => (text.trim() === "" ? setSeed(undefined) : whole(text, 0, 2 ** 32 - 1, setSeed))}
        />
      </div>
      <p className="hint">
        {s.draw.leastHint} {s.draw.seedHint}
      </p>
      <button
        type="button"
        className="button primary wide"
        disabled={busy}
        data-testid="draw-sample"
        onClick={() => void drawSample(app, seed ?? newSeed())}
      >
        <Dices size={16} aria-hidden /> {busy ? s.draw.drawing : s.draw.start}
      </button>
      <button type="button" className="button quiet" disabled={busy} onClick={() => file.current?.click()}>
        <FileUp size={16} aria-hidden /> {s.draw.open}
      </button>
      <input
        ref={file}
        type="file"
        hidden
        accept=".json,application/json"
        data-testid="sample-file"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          target.value = ""; // the same file may be chosen again
          if (chosen !== undefined) void openSample(app, chosen);
        }}
      />
    </>
  );
}
