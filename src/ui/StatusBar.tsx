import { cosiaOf } from "../core/landcover/cosia.ts";
import { knowsConfidence } from "../state/result.ts";
import { isBlind } from "../state/sampling.ts";
import { useAppState, useMessages } from "./context.ts";
import { Swatch } from "./map-tools/Swatch.tsx";
import { usePlaceText } from "./map-tools/use-place-text.ts";

/** What is under the pointer: coordinates in the file's CRS and in degrees, class and confidence. */
export function StatusBar() {
  const { t, format, locale } = useMessages();
  const pointer = useAppState((state) => state.pointer);
  const sure = useAppState(({ result }) => result !== undefined && knowsConfidence(result));
  const hasResult = useAppState((state) => state.result !== undefined);
  const blind = useAppState(isBlind);
  const place = usePlaceText();
  if (place === undefined) return null;
  const cosia = pointer && cosiaOf(pointer.numero);
  const degrees = pointer && place.degrees(pointer.x, pointer.y);
  return (
    <div className="status-bar" data-testid="status">
      {pointer !== undefined && hasResult && !blind && (
        <span className="status-class">
          {cosia === undefined ? (
            t.map.noClass
          ) : (
            <>
              <Swatch numero={cosia.numero} />
              {locale === "fr" ? cosia.nameFr : cosia.nameEn}
              {sure && ` · ${t.map.confidence(format.percent(pointer.confidence))}`}
            </>
          )}
        </span>
      )}
      {pointer !== undefined && <span className="status-xy">{place.own(pointer.x, pointer.y)}</span>}
      {degrees !== undefined && (
        <span className="status-xy" title="WGS 84">
          {degrees}
        </span>
      )}
      <span>EPSG:{place.crs.code}</span>
    </div>
  );
}
