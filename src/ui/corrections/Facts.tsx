import type { ReactNode } from "react";
import type { FaceFacts } from "../../state/correcting.ts";
import { FactList } from "../FactList.tsx";
import { Swatch } from "../map-tools/Swatch.tsx";
import { useCorrections } from "./context.ts";

/** What is known of a polygon; beside its name, what a person has said of it. */
export function Facts({ face, children }: { face: FaceFacts; children?: ReactNode }) {
  const { c, format, nameOf, coverName, labelOfUse } = useCorrections();
  const { numero, cover, use, verdict, confidence, areaSquareMetres, checked } = face;
  const rows = [
    [c.facts.cover, `${cover} ${coverName(cover)}`],
    [c.facts.use, use === null ? c.facts.noUse : `${use} ${labelOfUse(use)}`],
    [c.facts.area, format.area(areaSquareMetres)],
    [c.facts.confidence, confidence === null ? c.facts.unknownConfidence : format.percent(confidence)],
    [c.facts.artificialised, c.facts.verdicts[verdict]],
  ] as const;
  return (
    <div className="face-facts" data-testid="face" data-numero={numero}>
      <p className="face-class">
        <Swatch numero={numero} /> {nameOf(numero)}
        <span className="face-state">{children ?? (checked > 0 && c.facts.checked[checked])}</span>
      </p>
      <FactList rows={rows} />
    </div>
  );
}
