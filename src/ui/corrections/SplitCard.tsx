import { RotateCcw } from "lucide-react";
import { measurePolygons } from "../../core/vector/measure.ts";
import { unpick } from "../../state/commands/corrections/faces.ts";
import { choosePart, classifyPart } from "../../state/commands/corrections/split.ts";
import { presentCut } from "../../state/corrections.ts";
import { groundOf } from "../../state/result.ts";
import { useApp, useAppState } from "../context.ts";
import { ClassList } from "./ClassList.tsx";
import { useCorrections } from "./context.ts";

/** The parts of a polygon that was cut: one is chosen, and its class. */
export function SplitCard() {
  const app = useApp();
  const { c, format } = useCorrections();
  const cut = useAppState(presentCut);
  const crs = useAppState((state) => groundOf(state)?.crs);
  if (cut === undefined || crs === undefined) return <p className="hint">{c.hints.split}</p>;
  return (
    <>
      <p className="hint" role="status">
        {c.hints.splitCut}
      </p>
      <fieldset className="cut-parts" aria-label={c.parts}>
        {cut.parts.map((part, number) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number, as on the map
            key={number}
            type="button"
            className="row-button"
            aria-pressed={number === cut.chosen}
            data-testid={`part-${number + 1}`}
            onClick={() => choosePart(app, number)}
          >
            <span>{c.part(format.number(number + 1))}</span>
            <span>{format.area(measurePolygons(part.polygons, crs).planimetric)}</span>
          </button>
        ))}
      </fieldset>
      <ClassList label={c.classes} chosen={cut.face.numero} onChoose={(numero) => classifyPart(app, numero)} />
      <button type="button" className="button quiet" onClick={() => unpick(app)}>
        <RotateCcw size={16} aria-hidden /> {c.redraw}
      </button>
    </>
  );
}
