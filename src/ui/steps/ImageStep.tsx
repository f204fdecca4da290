import { FolderOpen } from "lucide-react";
import { useAppState, useMessages } from "../context.ts";
import { FactList } from "../FactList.tsx";
import { FilePicker } from "../FilePicker.tsx";
import { Opening } from "../Opening.tsx";
import { OnlineImagery } from "../online/OnlineImagery.tsx";
import { PageSwitch } from "../online/PageSwitch.tsx";
import { OpeningQuestion } from "../questions/OpeningQuestion.tsx";
import { Step, type StepPhase } from "../Step.tsx";
import { BandChoice } from "./BandChoice.tsx";

export function ImageStep({ phase }: { phase: StepPhase }) {
  const { t, format } = useMessages();
  const image = useAppState((state) => state.image);
  const result = useAppState((state) => state.result);
  const opening = useAppState((state) => state.opening);
  const online = useAppState((state) => state.online);
  if (image === undefined)
    return (
      <Step number={1} title={t.steps.image} phase={phase}>
        {result === undefined && <p className="hint">{t.frame.begin}</p>}
        {result?.from === "file" && (
          <>
            <p className="hint">{t.reopened.withoutImage(result.record.image)}</p>
            {opening.phase === "asking" && <OpeningQuestion asked={opening} />}
            <Opening opening={opening} className="hint" />
            <FilePicker className="button quiet">
              <FolderOpen size={16} aria-hidden /> {t.image.open}
            </FilePicker>
          </>
        )}
        {online && <OnlineImagery online={online} />}
      </Step>
    );
  const { grid, facts, images, ignored } = image.opened;
  const area = grid.width * grid.height * grid.gsdMetres ** 2;
  const size = `${format.number(grid.width)} × ${format.number(grid.height)} px`;
  const rows = [
    ...(images.length > 1 ? [[t.image.files, format.number(images.length)] as const] : []),
    [t.image.size, size],
    [t.image.area, format.area(area)],
    [t.image.crs, `${grid.crs.name} (EPSG:${grid.crs.code})`],
    [t.image.format, `${facts.format} ${facts.compression}, ${t.image.bands[facts.bands] ?? facts.bands}`],
    ...(facts.copyright === undefined ? [] : [[t.image.source, facts.copyright] as const]),
  ] as const;
  return (
    <Step
      number={1}
      title={t.steps.image}
      phase={phase}
      summary={images.length > 1 ? `${t.image.count(images.length)} · ${format.area(area)}` : format.area(area)}
    >
      {opening.phase === "asking" && <OpeningQuestion asked={opening} />}
      <FactList rows={rows} testId="image-facts" />
      {ignored.length > 0 && <p className="hint">{t.image.ignored(ignored.join(", "))}</p>}
      {facts.bands >= 4 && <BandChoice image={image} />}
      <Opening opening={opening} className="hint" />
      {opening.phase !== "asking" && (
        <FilePicker className="button quiet">
          <FolderOpen size={16} aria-hidden /> {t.image.open}
        </FilePicker>
      )}
      {online ? (
        <OnlineImagery online={online} />
      ) : (
        <PageSwitch to="online" className="button quiet">
          {t.online.offer}
        </PageSwitch>
      )}
    </Step>
  );
}
