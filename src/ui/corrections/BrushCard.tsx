import { useId } from "react";
import { BRUSH_PIXELS, brushStep, chooseBrushClass, chooseBrushStep } from "../../state/commands/corrections/brush.ts";
import { useApp, useAppState } from "../context.ts";
import { ClassList } from "./ClassList.tsx";
import { useCorrections } from "./context.ts";

/** Class and radius of the brush. */
export function BrushCard() {
  const app = useApp();
  const { c, format } = useCorrections();
  const id = useId();
  const { numero, radiusMetres } = useAppState(({ correcting }) => correcting.brush);
  const gsd = useAppState(({ result }) => result?.raster.grid.gsdMetres ?? 1);
  return (
    <>
      <p className="hint">{c.hints.brush}</p>
      <div className="slider">
        <label htmlFor={id}>
          {c.radius} <kbd aria-hidden>[</kbd> <kbd aria-hidden>]</kbd>
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={BRUSH_PIXELS.length - 1}
          step={1}
          value={brushStep(radiusMetres, gsd)}
          aria-valuetext={format.length(radiusMetres)}
          aria-keyshortcuts="[ ]"
          data-testid="brush-radius"
          onChange={({ target }) => chooseBrushStep(app, Number(target.value))}
        />
        <output>{format.length(radiusMetres)}</output>
      </div>
      <ClassList label={c.brushClass} chosen={numero} onChoose={(chosen) => chooseBrushClass(app, chosen)} />
    </>
  );
}
