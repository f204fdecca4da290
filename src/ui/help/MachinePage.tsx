import { Gauge } from "lucide-react";
import { useEffect, useState } from "react";
import type { Machine } from "../../core/machine.ts";
import { LEAST_AGREEMENT } from "../../core/models/self-test.ts";
import type { BackendChoice } from "../../core/ports/backend-choice.ts";
import { errorSentence } from "../../i18n/index.ts";
import { machineMessagesOf } from "../../i18n/machine.ts";
import { runResult } from "../../state/result.ts";
import { chosenModelOf, isBusy, type State } from "../../state/store.ts";
import { CopyButton } from "../CopyButton.tsx";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import { backendText } from "../run/backend-text.ts";
import { asText, type Section, sectionsOf, type Use } from "./machine/facts.ts";
import { probeMachine } from "./machine/probe.ts";
import { type SelfTestState, useSelfTest } from "./machine/use-self-test.ts";

/** What this machine has and what Ocsol makes of it, to read and to send to those who help. */
export default function MachinePage({ onClose }: { onClose: () => void }) {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const words = machineMessagesOf[locale].machine;
  const [machine, setMachine] = useState<Machine>();
  const [choice, setChoice] = useState<BackendChoice>();
  const backend = useAppState((state) => state.backend);
  const [test, startTest] = useSelfTest();
  useEffect(() => {
    let isShown = true;
    void probeMachine().then((found) => isShown && setMachine(found));
    void app.engine.chooseBackend(backend).then((found) => isShown && setChoice(found));
    return () => {
      isShown = false;
    };
  }, [app, backend]);
  const measured = useMeasured(test);
  const durable = useAppState((state) => state.kept.durable);
  const manifest = useAppState((state) => chosenModelOf(state).manifest);
  const used = test.phase === "done" ? test.tested.choice : choice;
  if (machine === undefined || used === undefined)
    return (
      <Dialog title={t.help.machine} testId="machine" onClose={onClose}>
        <p role="status">{words.probing}</p>
      </Dialog>
    );
  const atOnce = app.engine.windowsAtOnce(used.backend, backend);
  const use: Use = {
    compute: backendText(used, t),
    atOnce,
    durable,
    ...measured(atOnce),
    keptMetres: (manifest.windowPx - 2 * manifest.haloPx) * manifest.resolutionMetres,
  };
  const sections = sectionsOf(machine, use, words, format);
  return (
    <Dialog
      title={t.help.machine}
      size="form"
      testId="machine"
      onClose={onClose}
      footer={
        <CopyButton
          text={asText(sections, app.version, machine)}
          label={words.copy}
          said={words.copied}
          look="primary"
          testId="copy-machine"
        />
      }
    >
      <p>{words.intro}</p>
      {sections.map((section) => (
        <Facts key={section.title} section={section} />
      ))}
      <SelfTest test={test} onStart={startTest} />
    </Dialog>
  );
}

function Facts({ section: { title, facts } }: { section: Section }) {
  return (
    <section className="facts">
      <h3>{title}</h3>
      <dl>
        {facts.map(({ label, value, lack }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value}
              {lack !== undefined && <p className="hint">{lack}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SelfTest({ test, onStart }: { test: SelfTestState; onStart: () => void }) {
  const { format, locale } = useMessages();
  const words = machineMessagesOf[locale].machine;
  const busy = useAppState(isBusy);
  return (
    <div className="self-test">
      <button type="button" className="button" disabled={busy || test.phase === "running"} onClick={onStart}>
        <Gauge size={16} aria-hidden /> {words.test}
      </button>
      <p role="status" data-testid="self-test" data-phase={test.phase}>
        {busy && words.busy}
        {test.phase === "running" && words.testing}
        {test.phase === "failed" && errorSentence(locale, test.error)}
        {test.phase === "done" &&
          `${words.tested(format.number(test.tested.milliseconds))} ${
            test.agreement === undefined
              ? words.noAnswer
              : (test.agreement < LEAST_AGREEMENT ? words.disagrees : words.agrees)(format.percent(test.agreement, 1))
          }`}
      </p>
    </div>
  );
}

/** Windows a second: of the last run of this session, else what the self-test promises at most. */
function useMeasured(test: SelfTestState): (atOnce: number) => Pick<Use, "windowsPerSecond" | "measuredBy"> {
  const byRun = useAppState(speedOfRun);
  return (atOnce) => {
    if (byRun !== undefined) return { windowsPerSecond: byRun, measuredBy: "run" };
    const windowsPerSecond = test.phase === "done" ? (1000 * atOnce) / test.tested.milliseconds : undefined;
    return { windowsPerSecond, measuredBy: "test" };
  };
}

function speedOfRun({ run, result }: State): number | undefined {
  const tiles = runResult(result)?.raster.written.reduce((sum, mark) => sum + mark, 0);
  if (run.phase !== "done" || run.ran?.whole !== true || tiles === undefined) return undefined;
  return tiles / run.ran.seconds;
}
