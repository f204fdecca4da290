import { FolderOpen, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { isFinished } from "../core/ports/run-record.ts";
import type { StoredComparison } from "../state/change.ts";
import { forgetRun } from "../state/commands/forget-run.ts";
import { listRuns } from "../state/commands/list-runs.ts";
import { resumeRun, stopAsking } from "../state/commands/resume-run.ts";
import type { KeptRun } from "../state/store.ts";
import { useApp, useAppState, useMessages } from "./context.ts";
import { FilePicker } from "./FilePicker.tsx";
import { ForgetButton } from "./ForgetButton.tsx";
import { KeptResult } from "./reopened/KeptResult.tsx";

/**
 * What earlier sessions have left: before an image is open, what can be gone on with; where room is lacking, all of it,
 * so that the user may make some.
 */
export function ResumeOffer() {
  const app = useApp();
  const { t } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  const { list, asking, work } = useAppState((state) => state.kept);
  const busy = useAppState(({ image, opening }) => image !== undefined || opening.phase !== "idle");
  const hasResult = useAppState(({ result }) => result !== undefined);
  const noRoom = useAppState(({ error }) => error?.tag === "storage-short" || error?.tag === "storage-full");
  useEffect(() => {
    const look = () => void listRuns(app); // another tab may have closed, finished or forgotten a run
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [app]);
  const compared = useAppState(({ change }) => change.kept);
  const isElsewhere = ({ name, exported }: KeptRun) => exported || isSideOf(compared, name);
  const shown = noRoom ? list : busy ? [] : list.filter((run) => !(isFinished(run) && isElsewhere(run)));
  const shownResults = hasResult || busy || noRoom ? [] : work.filter(({ file }) => file !== undefined);
  if (shown.length + shownResults.length === 0) return null;
  return (
    <section className="resume-offer" data-testid="resume-offer">
      <h2 ref={heading} tabIndex={-1}>
        {noRoom ? t.kept.all : t.kept.title}
      </h2>
      <ul>
        {shown.map((run) => (
          <li key={run.name} data-testid="kept-run">
            {asking?.name === run.name ? (
              <AskAgain run={run} />
            ) : (
              <Offer run={run} canResume={!noRoom} onForgotten={() => heading.current?.focus()} />
            )}
          </li>
        ))}
        {shownResults.map((work) => (
          <li key={work.of} data-testid="kept-result">
            <KeptResult work={work} onForgotten={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A map that was made for a comparison is gone on with there. */
function isSideOf(compared: readonly StoredComparison[], run: string): boolean {
  return compared.some(({ sides }) => Object.values(sides).some((side) => side?.run === run));
}

interface OfferProps {
  readonly run: KeptRun;
  readonly canResume: boolean;
  readonly onForgotten: () => void;
}

function Offer({ run, canResume, onForgotten }: OfferProps) {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const image = useImageName(run);
  const finished = isFinished(run);
  const corrections = useAppState(({ kept }) => kept.work.find(({ of }) => of === run.name)?.corrections ?? 0);
  const share = format.percent(Math.floor((100 * run.tilesDone) / run.tilesTotal) / 100);
  const label = finished ? t.kept.reopen(image) : t.kept.resume(image, share);
  const facts = [
    new Date(run.begun).toLocaleDateString(locale, { day: "numeric", month: "long" }),
    format.bytes(run.bytes),
    run.exported ? t.kept.exported : finished && t.kept.finished,
    corrections > 0 && t.kept.corrections(corrections),
    run.open && t.kept.open,
  ];
  return (
    <>
      {canResume ? (
        <button
          type="button"
          className="button primary wide"
          disabled={run.open}
          onClick={() => void resumeRun(app, run)}
        >
          <Play size={16} aria-hidden /> <span>{label}</span>
        </button>
      ) : (
        <strong>{image}</strong>
      )}
      <p className="hint">{facts.filter(Boolean).join(" · ")}</p>
      {!run.open && <ForgetButton of={image} onForget={() => void forgetRun(app, run).then(onForgotten)} />}
    </>
  );
}

/** The browser has no handle to the run's file, or may not use it. */
function AskAgain({ run }: { run: KeptRun }) {
  const app = useApp();
  const { t, format } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  const size = run.files.reduce((sum, file) => sum + file.size, 0);
  return (
    <div ref={box} className="ask-again" data-testid="ask-again">
      <p role="alert">{t.kept.ask(useImageName(run), format.bytes(size))}</p>
      <FilePicker className="button primary wide">
        <FolderOpen size={16} aria-hidden /> {t.kept.choose}
      </FilePicker>
      <button type="button" className="button quiet" onClick={() => stopAsking(app)}>
        {t.kept.stop}
      </button>
    </div>
  );
}

function useImageName({ synthetic, files }: KeptRun): string {
  const { t } = useMessages();
  return synthetic ? t.image.synthetic : files.map(({ name }) => name).join(", ");
}
