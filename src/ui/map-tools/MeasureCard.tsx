import { isMetric } from "../../core/geo/ground.ts";
import { chooseMeasure } from "../../state/commands/measure.ts";
import { layToolDown } from "../../state/commands/take-tool.ts";
import { groundOf } from "../../state/result.ts";
import { CopyButton } from "../CopyButton.tsx";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Card } from "./Card.tsx";

/** Lengths and areas drawn on the map, as they are on the ground. */
export function MeasureCard() {
  const app = useApp();
  const { t, format } = useMessages();
  const isHeld = useAppState(({ tool }) => tool === "measure");
  const kind = useAppState((state) => state.measuring);
  const measured = useAppState((state) => state.measured);
  const crs = useAppState((state) => groundOf(state)?.crs);
  if (!isHeld || crs === undefined) return null;
  const { measured: words } = t.map;
  const hasPlane = isMetric(crs);
  const inPlane = (value: string) => (hasPlane ? ` (${words.inPlane(value, crs.name)})` : "");
  const length = (metres: number) =>
    metres < 1000
      ? `${format.number(metres, metres < 100 ? 2 : 1)}\u202fm`
      : `${format.number(metres / 1000, 3)}\u202fkm`;
  const area = (squareMetres: number) =>
    squareMetres < 10_000
      ? `${format.number(squareMetres, squareMetres < 1000 ? 1 : 0)}\u202fm²`
      : `${format.number(squareMetres / 10_000, 3)}\u202fha`;
  const lines: (readonly [name: string, ground: string, plane: string])[] = [];
  if (measured?.squareMetres !== undefined) {
    const { ellipsoidal, planimetric } = measured.squareMetres;
    lines.push([words.area, area(ellipsoidal), inPlane(area(planimetric))]);
  }
  if (measured !== undefined) {
    const { ellipsoidal, planimetric } = measured.metres;
    const name = kind === "length" ? words.length : words.perimeter;
    lines.push([name, length(ellipsoidal), inPlane(length(planimetric))]);
  }
  return (
    <Card title={words.title} testId="measured" onClose={() => layToolDown(app, "measure")}>
      <fieldset className="segmented" aria-label={words.title}>
        {(["length", "area"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === kind} onClick={() => chooseMeasure(app, one)}>
            {words.kinds[one]}
          </button>
        ))}
      </fieldset>
      {lines.length === 0 ? (
        <p className="hint">{words.hint}</p>
      ) : (
        <>
          <dl className="facts">
            {lines.map(([name, ground, plane]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <strong>{ground}</strong> {words.onEllipsoid}
                  {plane}
                </dd>
              </div>
            ))}
          </dl>
          <CopyButton
            label={t.map.copy}
            text={lines.map(([name, ground, plane]) => `${name} : ${ground} ${words.onEllipsoid}${plane}`).join("\n")}
          />
        </>
      )}
    </Card>
  );
}
