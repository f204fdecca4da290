import type OlMap from "ol/Map";
import type { MapPart } from "./map-part.ts";

/**
 * How much of the map lies under the panel, pixels from its top, right, bottom and left: the map reaches out of its
 * parent by as much, so that it keeps its place when the panel changes its own.
 */
export function coveredOf(map: OlMap): [number, number, number, number] {
  const element = map.getTargetElement();
  if (!element) return [0, 0, 0, 0];
  const whole = element.getBoundingClientRect();
  const seen = element.parentElement?.getBoundingClientRect() ?? whole;
  return [0, 0, Math.max(0, whole.bottom - seen.bottom), Math.max(0, seen.left - whole.left)];
}

/** Tells the view what of the map is covered: its centre, its fit and its extent are those of the rest. */
export function covered(map: OlMap): MapPart {
  const observer = new ResizeObserver(() => {
    map.getView().padding = coveredOf(map);
  });
  const frame = map.getTargetElement()?.parentElement;
  if (frame) observer.observe(frame);
  return { dispose: () => observer.disconnect() };
}
