import { type PointerEvent, useRef } from "react";
import { useMessages } from "./context.ts";
import { type PanelLayout, SHEET_HEIGHTS } from "./panel-layout.ts";

/** Raises and lowers the panel where it is a sheet: pulled, clicked, or with the arrow keys. */
export function SheetHandle({ layout: { sheet, raise } }: { layout: PanelLayout }) {
  const { t } = useMessages();
  const pulled = useRef(false);
  if (sheet === undefined) return null;
  const at = SHEET_HEIGHTS.indexOf(sheet);
  const to = (height: number) => raise(SHEET_HEIGHTS[Math.min(Math.max(height, 0), SHEET_HEIGHTS.length - 1)]!);
  const pull = (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const height = Math.floor((1 - event.clientY / innerHeight) * SHEET_HEIGHTS.length);
    if (height === at) return;
    pulled.current = true;
    to(height);
  };
  return (
    <button
      type="button"
      className="sheet-handle"
      aria-label={t.frame.sheet(t.frame.sheetHeights[sheet])}
      data-testid="sheet-handle"
      onPointerDown={(event) => {
        pulled.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={pull}
      onClick={() => {
        if (!pulled.current) to((at + 1) % SHEET_HEIGHTS.length);
      }}
      onKeyDown={({ key }) => {
        pulled.current = false;
        if (key === "ArrowUp") to(at + 1);
        if (key === "ArrowDown") to(at - 1);
      }}
    />
  );
}
