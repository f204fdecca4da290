import { classColour } from "../../core/landcover/palettes.ts";
import { useAppState } from "../context.ts";

/** A class's colour as the map shows it; in the colour-blind-safe palette with its number, which the map writes too. */
export function Swatch({ numero }: { numero: number }) {
  const palette = useAppState(({ view }) => view.palette);
  const background = classColour(palette, numero);
  return palette === "safe" ? (
    <span className="swatch numbered" style={{ background }} aria-hidden>
      <span>{numero}</span>
    </span>
  ) : (
    <span className="swatch" style={{ background }} aria-hidden />
  );
}
