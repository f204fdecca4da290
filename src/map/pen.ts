import type Draw from "ol/interaction/Draw";
import type OlMap from "ol/Map";

export interface Pen {
  /** Takes the pen up or lays it down. */
  hold(drawing: boolean): void;
}

/**
 * Draws by clicks while it is held: a double click or Enter ends it, Backspace takes a corner back. Escape is the page's:
 * it lays the tool down (`ui/keys`).
 * @param take makes what draws, each time it is taken up
 */
export function createPen(map: OlMap, take: () => Draw): Pen {
  let pen: Draw | undefined;

  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === "Backspace") pen?.removeLastPoint();
    else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) pen?.finishDrawing();
    else return;
    event.preventDefault();
  };

  return {
    hold(drawing) {
      if (drawing === (pen !== undefined)) return;
      if (pen !== undefined) {
        map.removeInteraction(pen);
        pen = undefined;
        document.removeEventListener("keydown", onKey);
        return;
      }
      pen = take();
      map.addInteraction(pen);
      document.addEventListener("keydown", onKey);
    },
  };
}
