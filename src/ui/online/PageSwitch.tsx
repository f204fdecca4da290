import { useState } from "react";
import type { Messages } from "../../i18n/index.ts";
import { atStake } from "../../state/at-stake.ts";
import { runResult } from "../../state/result.ts";
import { isBusy, type State } from "../../state/store.ts";
import { useApp, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";

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
  const app = useApp();
  const { t } = useMessages();
  const [losses] = useState(() => lossesOf(app.store.getState()));
  const { title, whatFor, whatServer, whatLeaves, back, backDetail, go, leave, stay, lose } = t.online;
  return (
    <Dialog
      title={to === "online" ? title : back}
      testId="page-switch"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {stay}
          </button>
          <a
            className="button primary"
            href={pages[to] + location.search}
            onClick={(event) => app.store.setState({ leaving: !(event.ctrlKey || event.metaKey || event.shiftKey) })}
          >
            {to === "online" ? go : leave}
          </a>
        </>
      }
    >
      {(to === "online" ? [whatFor, whatServer, whatLeaves] : [backDetail]).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {losses.map((loss) => (
        <p key={loss} className="warning">
          {lose[loss]}
        </p>
      ))}
    </Dialog>
  );
}

/** What leaving the page closes or loses, as words of `t.online.lose`. */
function lossesOf(state: State): (keyof Messages["online"]["lose"])[] {
  const { image, result } = state;
  const stakes = atStake(state);
  return [
    ...(image === undefined ? [] : (["image"] as const)),
    ...(runResult(result)?.raster.durable ? [isBusy(state) ? ("run" as const) : ("kept" as const)] : []),
    ...stakes.filter((stake) => stake !== "work"),
  ];
}
