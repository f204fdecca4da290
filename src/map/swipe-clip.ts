import { getRenderPixel } from "ol/render";
import type RenderEvent from "ol/render/Event";

/**
 * Limits what a layer draws to the right of a share of the map's width. To be undone by `endClip` after it is drawn.
 * @param covered pixels that the panel covers, as `coveredOf` gives them: the share is of what is seen
 */
export function clipToSwipe(
  event: RenderEvent,
  swipe: number | undefined,
  [, right, , left]: readonly [number, number, number, number],
): void {
  const context = event.context as CanvasRenderingContext2D;
  context.save();
  if (swipe === undefined) return;
  const [width, height] = event.frameState!.size as [number, number];
  // through the layer's own transform: its canvas need not have the map's size
  const from = left + swipe * (width - left - right);
  const corners = [
    [from, 0],
    [width, 0],
    [width, height],
    [from, height],
  ].map((corner) => getRenderPixel(event, corner));
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x!, y!);
  context.closePath();
  context.clip();
}

export function endClip({ context }: RenderEvent): void {
  (context as CanvasRenderingContext2D).restore();
}
