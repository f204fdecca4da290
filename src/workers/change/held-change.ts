import { ChangeLedger } from "../../core/change/change-ledger.ts";
import { changeKindOf, changeKinds, type DateName, isChange } from "../../core/change/change-map.ts";
import { commonGround, type SideFacts } from "../../core/change/comparability.ts";
import { type ComparedMap, compareDates } from "../../core/change/compare-dates.ts";
import type { ChangeSettings } from "../../core/change/settings.ts";
import type { ChangeSide, MapSide } from "../../core/change/sides.ts";
import { zonesGrid } from "../../core/change/zones-grid.ts";
import { appError } from "../../core/errors.ts";
import { isNorthUp } from "../../core/geo/affine.ts";
import { type Bounds, commonBounds } from "../../core/geo/bounds.ts";
import type { Within } from "../../core/geo/bounds-in.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { coverClasses } from "../../core/landcover/ocsge.ts";
import { type Grid, gridBounds } from "../../core/raster/grid.ts";
import { metresToUnit } from "../../core/raster/moved-grid.ts";
import { CONTEXT_METRES } from "../../core/raster/tiles-touching.ts";
import { OUTSIDE } from "../../core/vector/coverage.ts";
import { type ArcSpans, arcSpans, facesAt } from "../../core/vector/faces-at.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import { zoneBounds } from "../../core/vector/zone-bounds.ts";
import type { OpenedSide } from "../../sources/vector/read-side.ts";

/** A date's map. Of somebody else's only what lies on the other one is read, once that is known. */
interface HeldSide {
  readonly opened: OpenedSide;
  readonly map: MapSide | undefined;
}

/** So much further than the base reaches somebody else's map is read, as a share of its extent: it may be moved. */
const MARGIN = 0.01;

const placeOfCover = new Map(coverClasses.map(({ code }, index) => [code, index + 1]));

/** The two maps, what has changed between them, and what was decided of it. */
export class HeldChange {
  readonly #sides: { [date in DateName]?: HeldSide } = {};
  #compared:
    | {
        readonly ledger: ChangeLedger;
        readonly map: ComparedMap;
        readonly spans: ArcSpans;
        readonly settings: ChangeSettings;
      }
    | undefined;

  /** It takes the place of the one before, which is gone even where this one cannot be read. */
  async setSide(
    date: DateName,
    open: () => Promise<OpenedSide>,
    onProgress: (share: number) => void,
    pause: () => Promise<void>,
  ): Promise<SideFacts> {
    this.clearSide(date);
    const opened = await open();
    const { facts } = opened;
    const isResult = facts.kind === "result";
    const { bounds, epsg } = facts;
    const side = isResult ? await opened.read({ bounds, crs: crsOf(epsg)! }, onProgress, pause) : undefined;
    this.#sides[date] = { opened, map: side?.kind === "map" ? side : undefined };
    return facts;
  }

  clearSide(date: DateName): void {
    delete this.#sides[date];
    this.#compared = undefined;
  }

  /** @throws AppError "internal" without two sides, "affine-unsupported" for a base that is not north-up, and those of `compareDates` */
  async compare(
    settings: ChangeSettings,
    area: readonly Zone[] | undefined,
    onProgress: (share: number) => void,
    pause: () => Promise<void>,
  ): Promise<ComparedMap> {
    this.#compared = undefined;
    const { before, after } = this.#sides;
    if (before === undefined || after === undefined) throw appError("internal", { detail: "a date is missing" });
    const base = after.map ?? before.map;
    if (base !== undefined && !isNorthUp(base.map.grid.affine))
      throw appError("affine-unsupported", { file: "", detail: "rotation" });
    const within = base === undefined ? groundRead(before, after, area) : groundAround(base.map.grid);
    const read = async ({ map, opened }: HeldSide): Promise<ChangeSide> => map ?? opened.read(within, () => {}, pause);
    const map = await compareDates({
      before: await read(before),
      after: await read(after),
      settings,
      area,
      pause,
      onProgress,
    });
    this.#compared = { map, ledger: new ChangeLedger(map), spans: arcSpans(map), settings };
    return map;
  }

  /** @throws AppError "internal" where nothing is compared */
  get ledger(): ChangeLedger {
    return this.#present.ledger;
  }

  /** What it was compared with. */
  get settings(): ChangeSettings {
    return this.#present.settings;
  }

  /** What was said of either map when it was opened. */
  factsOf(date: DateName): SideFacts | undefined {
    return this.#sides[date]?.opened.facts;
  }

  /** Place in `changeKinds`, from 1, of the change at each pixel's centre, as decided; 0 where there is none. Rows from the north. */
  paintKinds(bounds: Bounds, width: number, height: number): Uint8Array {
    const { ledger, spans } = this.#present;
    const { map } = ledger;
    return Uint8Array.from(facesAt(map, bounds, width, height, spans), (face) =>
      face === OUTSIDE || !isChange(map, face) ? 0 : changeKinds.indexOf(changeKindOf(map, face)) + 1,
    );
  }

  /** Place in `coverClasses`, from 1, of a date's cover at each pixel's centre, as decided; 0 outside. Rows from the north. */
  paintCovers(date: DateName, bounds: Bounds, width: number, height: number): Uint8Array {
    const { ledger, spans } = this.#present;
    const { covers } = ledger.map[date];
    return Uint8Array.from(facesAt(ledger.map, bounds, width, height, spans), (face) =>
      face === OUTSIDE ? 0 : placeOfCover.get(covers[face]!)!,
    );
  }

  get #present() {
    if (this.#compared === undefined) throw appError("internal", { detail: "nothing compared" });
    return this.#compared;
  }
}

const groundAround = (grid: Grid): Within => ({ bounds: widened(gridBounds(grid)), crs: grid.crs });

/** Of two maps of others: what they have in common, of an area no more than what decides of it. */
function groundRead(
  { opened: before }: HeldSide,
  { opened: after }: HeldSide,
  area: readonly Zone[] | undefined,
): Within {
  const common = commonGround(before.facts, after.facts);
  if (common === undefined) throw appError("nothing-compared", {});
  if (area === undefined) return common;
  const [minX, minY, maxX, maxY] = zoneBounds({ polygons: area.flatMap(({ polygons }) => polygons) });
  const [across, up] = metresToUnit(zonesGrid(common.crs, common.bounds));
  const [dx, dy] = [CONTEXT_METRES / across, CONTEXT_METRES / up];
  const bounds = commonBounds(common.bounds, [minX - dx, minY - dy, maxX + dx, maxY + dy]);
  if (bounds === undefined) throw appError("nothing-compared", {});
  return { bounds, crs: common.crs };
}

function widened([minX, minY, maxX, maxY]: Bounds): Bounds {
  const [dx, dy] = [MARGIN * (maxX - minX), MARGIN * (maxY - minY)];
  return [minX - dx, minY - dy, maxX + dx, maxY + dy];
}
