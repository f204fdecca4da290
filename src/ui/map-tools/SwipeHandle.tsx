import { MoveHorizontal } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { changeView } from "../../state/commands/settings.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** Of the map's width, at a press of an arrow, and of Page up or down. */
const STEP = 0.02;
const LEAP = 0.1;

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** The border between image and classes. */
export function SwipeHandle() {
  const app = useApp();
  const { t, format } = useMessages();
  const swipe = useAppState(({ view, result }) => (result === undefined ? undefined : view.swipe));
  if (swipe === undefined) return null;
  return (
    <SwipeSlider
      name={t.map.swipeHandle}
      says={t.map.swipeAt(format.percent(swipe))}
      share={swipe}
      onMove={(share) => changeView(app, { swipe: share })}
    />
  );
}

interface SwipeSliderProps {
  readonly name: string;
  /** where it is, in words */
  readonly says: string;
  /** of the width of what it lies in */
  readonly share: number;
  readonly onMove: (share: number) => void;
}

/** A border across a map, to be dragged by mouse or touch or moved by keys. */
export function SwipeSlider({ name, says, share, onMove }: SwipeSliderProps) {
  const handle = useRef<HTMLDivElement>(null);
  const move = (to: number) => onMove(clamp(to));
  const drag = (event: PointerEvent) => {
    if (!handle.current?.hasPointerCapture(event.pointerId)) return;
    const { left, width } = handle.current.parentElement!.getBoundingClientRect();
    move((event.clientX - left) / width);
  };
  const onKey = (event: KeyboardEvent) => {
    const to = keyed(event.key, share);
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div
      ref={handle}
      className="swipe"
      style={{ left: `${100 * share}%` }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
      aria-valuetext={says}
      data-testid="swipe"
      onPointerDown={({ pointerId }) => handle.current?.setPointerCapture(pointerId)}
      onPointerMove={drag}
      onKeyDown={onKey}
    >
      <span className="swipe-grip">
        <MoveHorizontal size={18} aria-hidden />
      </span>
    </div>
  );
}

function keyed(key: string, swipe: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return swipe - STEP;
    case "ArrowRight":
    case "ArrowUp":
      return swipe + STEP;
    case "PageDown":
      return swipe - LEAP;
    case "PageUp":
      return swipe + LEAP;
    case "Home":
      return 0;
    case "End":
      return 1;
    default:
      return undefined;
  }
}
