import { useEffect, useId, useRef, useState } from "react";
import type { State } from "../../state/store.ts";
import { useAppState, useMessages } from "../context.ts";

/** From one page to the other; what the address says else (a model) goes along. */
const pages = { online: "./en-ligne.html", offline: "./" } as const;

interface PageSwitchProps {
  readonly to: keyof typeof pages;
  readonly className: string;
  readonly children: string;
}

/** A button to the other page, which says first what that page contacts and what is lost on the way. */
export function PageSwitch({ to, className, children }: PageSwitchProps) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" className={className} data-testid={`to-${to}`} onClick={() => setAsked(true)}>
        {children}
      </button>
      {asked && <SwitchDialog to={to} onClose={() => setAsked(false)} />}
    </>
  );
}

function SwitchDialog({ to, onClose }: { to: keyof typeof pages; onClose: () => void }) {
  const { t } = useMessages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const losses = useAppState(lossesOf).split(" ") as (keyof typeof t.online.lose | "")[];
  useEffect(() => dialog.current?.showModal(), []);
  const { title, whatFor, whatServer, whatLeaves, back, backDetail, go, leave, stay, lose } = t.online;
  return (
    <dialog ref={dialog} className="switch" aria-labelledby={id} data-testid="page-switch" onClose={onClose}>
      <h2 id={id}>{to === "online" ? title : back}</h2>
      {(to === "online" ? [whatFor, whatServer, whatLeaves] : [backDetail]).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {losses.map(
        (loss) =>
          loss !== "" && (
            <p key={loss} className="warning">
              {lose[loss]}
            </p>
          ),
      )}
      <footer>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {stay}
        </button>
        <a className="button primary" href={pages[to] + location.search}>
          {to === "online" ? go : leave}
        </a>
      </footer>
    </dialog>
  );
}

/** What leaving the page loses, as words of `t.online.lose` (one string, so that it is the same while nothing changes). */
function lossesOf({ image, run, result, online }: State): string {
  const unsaved = online?.taking.phase === "taken" && !online.taking.saved ? online.taking.file : undefined;
  const losesUnsaved = image?.inputs.some((input) => "file" in input && input.file === unsaved);
  return [
    image !== undefined && "image",
    (run.phase === "loading" || run.phase === "running") && result?.raster.durable && "run",
    run.phase === "done" && result?.raster.durable && "result",
    result !== undefined && !result.raster.durable && "resultLost",
    losesUnsaved && "orthophoto",
  ]
    .filter((loss) => loss)
    .join(" ");
}
