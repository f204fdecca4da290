import { ArrowDownUp, FolderOpen, Image, Plus, X } from "lucide-react";
import { type DateName, dateNames } from "../../core/change/change-map.ts";
import type { Side } from "../../state/change.ts";
import { giveFiles } from "../../state/commands/change/give-files.ts";
import { reopenPhotograph } from "../../state/commands/change/kept.ts";
import { makeSide } from "../../state/commands/change/make-side.ts";
import { beginComparison, clearSide, swapSides } from "../../state/commands/change/sides.ts";
import { isBusy, type State } from "../../state/store.ts";
import { useApp, useAppState } from "../context.ts";
import { FactList } from "../FactList.tsx";
import { FilePicker } from "../FilePicker.tsx";
import { ProgressBar } from "../ProgressBar.tsx";
import { useChange } from "./context.ts";

/** The two dates, each to be given a map or an orthophoto. */
export function Slots() {
  const app = useApp();
  const { c } = useChange();
  const hasOne = useAppState(({ change }) => change.sides.before !== undefined || change.sides.after !== undefined);
  // A map on its way is for the date it was begun for.
  const isOnItsWay = useAppState(({ change: { busy } }) => busy?.what === "reading" || busy?.what === "writing");
  const isThere = useAppState(({ change }) => change.key !== undefined);
  return (
    <div className="slots">
      <Slot date="before" />
      {hasOne && (
        <button
          type="button"
          className="button quiet"
          data-testid="swap-dates"
          disabled={isOnItsWay}
          onClick={() => void swapSides(app)}
        >
          <ArrowDownUp size={16} aria-hidden /> {c.slot.swap}
        </button>
      )}
      <Slot date="after" />
      {isThere && (
        <button
          type="button"
          className="button quiet"
          data-testid="another-comparison"
          onClick={() => beginComparison(app)}
        >
          <Plus size={16} aria-hidden /> {c.another}
        </button>
      )}
    </div>
  );
}

function Slot({ date }: { date: DateName }) {
  const app = useApp();
  const { c } = useChange();
  const side = useAppState(({ change }) => change.sides[date]);
  const waits = useAppState(({ change }) => change.waiting[date] !== undefined);
  const isEmpty = side === undefined && !waits;
  return (
    <section className="slot" aria-label={c.dates[date]} data-date={date} data-testid={`slot-${date}`}>
      <header>
        <h3>{c.dates[date]}</h3>
        {!isEmpty && (
          <button
            type="button"
            className="icon-button"
            aria-label={c.slot.remove(c.dates[date])}
            onClick={() => clearSide(app, date)}
          >
            <X size={18} aria-hidden />
          </button>
        )}
      </header>
      {side !== undefined ? (
        <Given side={side} date={date} />
      ) : waits ? (
        <Waiting date={date} />
      ) : (
        <>
          <p className="hint">{c.slot.empty}</p>
          <FilePicker
            className="button wide"
            what={c.slot.files}
            label={c.slot.chooseFor(c.dates[date])}
            testId={`choose-${date}`}
            onFiles={(files) => void giveFiles(app, files, date)}
          >
            <FolderOpen size={16} aria-hidden /> {c.slot.choose}
          </FilePicker>
        </>
      )}
    </section>
  );
}

/** What a date's map says of itself. */
function Given({ side: { facts, image, unopened }, date }: { side: Side; date: DateName }) {
  const app = useApp();
  const { c } = useChange();
  const rows = [
    [c.slot.map, `${facts.file} (${c.slot.kinds[facts.kind]})`],
    [c.slot.year, facts.date || facts.millesime || c.slot.unknownYear],
    ...(facts.kind === "result" || facts.kind === "export" ? [[c.slot.model, facts.model || "–"] as const] : []),
    [c.slot.photograph, image === undefined ? c.slot.noPhotograph : facts.image || image.facts.file],
  ] as const;
  return (
    <>
      <FactList rows={rows} testId={`side-${date}`} />
      {image === undefined && unopened !== undefined && (
        <button
          type="button"
          className="button"
          data-testid={`reopen-${date}`}
          onClick={() => void reopenPhotograph(app, date)}
        >
          <Image size={16} aria-hidden /> {c.slot.reopen}
        </button>
      )}
      <FilePicker
        className="button quiet"
        what={c.slot.files}
        label={image === undefined ? undefined : c.slot.chooseFor(c.dates[date])}
        testId={`replace-${date}`}
        onFiles={(files) => void giveFiles(app, files, date)}
      >
        {image === undefined ? <Image size={16} aria-hidden /> : <FolderOpen size={16} aria-hidden />}{" "}
        {image === undefined ? c.slot.addPhotograph : c.slot.replace}
      </FilePicker>
    </>
  );
}

/** An orthophoto whose map is still to be made in the steps. */
function Waiting({ date }: { date: DateName }) {
  const app = useApp();
  const { c, format } = useChange();
  const source = useAppState(({ change }) => change.waiting[date]);
  const isMine = useAppState(({ change }) => change.awaited === date);
  const othersTurn = useAppState(
    ({ change }) => change.awaited !== undefined && change.awaited !== date && dateNames.includes(change.awaited),
  );
  const isWriting = useAppState(({ change }) => change.busy?.what === "writing");
  const isGoing = useAppState((state: State) => isBusy(state) || state.opening.phase === "opening");
  const share = useAppState(({ run }) => (run.phase === "running" ? run.tilesDone / run.tilesTotal : undefined));
  if (source === undefined) return null;
  const first = "scene" in source ? undefined : source.inputs[0];
  const name = first === undefined ? c.slot.demo : "file" in first ? first.file.name : first.url;
  return (
    <>
      <p>{c.slot.orthophoto(name)}</p>
      {isWriting ? null : othersTurn ? (
        <p className="hint">{c.slot.queued}</p>
      ) : (
        <>
          {isMine && isGoing ? (
            <p className="hint" role="status">
              {share === undefined ? c.slot.opening : c.slot.going(format.percent(share))}
            </p>
          ) : (
            <p className="hint">{c.slot.halted}</p>
          )}
          {isMine && share !== undefined && <ProgressBar share={share} />}
          <button type="button" className="button wide" onClick={() => void makeSide(app, date)}>
            {isMine && isGoing ? c.slot.watch : c.slot.goOn}
          </button>
        </>
      )}
    </>
  );
}
