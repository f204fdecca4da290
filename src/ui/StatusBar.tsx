import { useMemo } from "react";
import type { Point } from "../core/geo/affine.ts";
import { crsOf } from "../core/geo/crs.ts";
import { reprojection } from "../core/geo/reproject.ts";
import { cosiaOf } from "../core/landcover/cosia.ts";
import { groundOf, knowsConfidence } from "../state/result.ts";
import { useAppState, useMessages } from "./context.ts";

/** What is under the pointer: coordinates in the file's CRS, class and confidence. */
export function StatusBar() {
  const { t, format, locale } = useMessages();
  const pointer = useAppState((state) => state.pointer);
  const crs = useAppState((state) => groundOf(state)?.crs);
  const sure = useAppState(({ result }) => result !== undefined && knowsConfidence(result));
  const hasResult = useAppState((state) => state.result !== undefined);
  const toDegrees = useMemo(
    () => (crs === undefined || crs.unit === "degree" ? undefined : reprojection(crs, crsOf(4326)!)),
    [crs],
  );
  if (crs === undefined) return null;
  const inDegrees = ([longitude, latitude]: Point) =>
    `${format.number(Math.abs(latitude), 5)}° ${t.map.latitude[latitude < 0 ? 1 : 0]}  ${format.number(Math.abs(longitude), 5)}° ${t.map.longitude[longitude < 0 ? 1 : 0]}`;
  const digits = crs.unit === "degree" ? 5 : 1;
  const cosia = pointer && cosiaOf(pointer.numero);
  return (
    <div className="status-bar" data-testid="status">
      {pointer !== undefined && hasResult && (
        <span className="status-class">
          {cosia === undefined ? (
            t.map.noClass
          ) : (
            <>
              <span className="swatch" style={{ background: cosia.colour }} />
              {locale === "fr" ? cosia.nameFr : cosia.nameEn}
              {sure && ` · ${t.map.confidence(format.percent(pointer.confidence))}`}
            </>
          )}
        </span>
      )}
      {pointer !== undefined && (
        <span className="status-xy">
          {format.number(pointer.x, digits)} ; {format.number(pointer.y, digits)}
        </span>
      )}
      {pointer !== undefined && toDegrees !== undefined && (
        <span className="status-xy" title="WGS 84">
          {inDegrees(toDegrees(pointer.x, pointer.y))}
        </span>
      )}
      <span>EPSG:{crs.code}</span>
    </div>
  );
}
