import { runResult } from "../../state/result.ts";
import { useAppState, useMessages } from "../context.ts";
import { CorrectionsSection } from "../corrections/CorrectionsSection.tsx";
import { Legend } from "../map-tools/Legend.tsx";
import { ViewControls } from "../map-tools/ViewControls.tsx";
import { ReferenceSection } from "../reference/ReferenceSection.tsx";
import { Step, type StepPhase } from "../Step.tsx";
import { SampleSection } from "../sample/SampleSection.tsx";
import { ToExport } from "../ToExport.tsx";

export function CheckStep({ phase }: { phase: StepPhase }) {
  const { t } = useMessages();
  const wider = useAppState(({ area, result }) => area !== undefined && result?.from === "run");
  const onlyHere = useAppState(
    ({ run, result }) => run.phase === "done" && runResult(result)?.raster.durable === false,
  );
  return (
    <Step number={5} title={t.steps.check} phase={phase} action={<ToExport />}>
      {onlyHere && <p className="warning">{t.run.notDurable}</p>}
      <CorrectionsSection />
      <ViewControls />
      <Legend />
      {wider && <p className="hint">{t.area.legend}</p>}
      <p className="warning">{t.check.automatic}</p>
      <SampleSection />
      <ReferenceSection />
    </Step>
  );
}
