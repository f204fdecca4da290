import { pointInside } from "../edits/face-rings.ts";
import type { Point } from "../geo/affine.ts";
import type { Bounds } from "../geo/bounds.ts";
import { boundsOfPolygon, polygonOf, ringCorners } from "../vector/coverage.ts";
import { measureFaces, measurePolygons } from "../vector/measure.ts";
import { overlapsOf } from "../vector/overlaps.ts";
import { isInZones } from "../vector/overlay/in-zones.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { ChangeFacts } from "./change-facts.ts";
import {
  type ChangeKind,
  type ChangeMap,
  changeKindOf,
  type DatedCover,
  type DateName,
  dateNames,
  isChange,
} from "./change-map.ts";
import { type ComparedMap, cutDate } from "./compare-dates.ts";
import { type ChangeDecision, isDecidedOn, saysTheSame } from "./decision.ts";
import type { ChangeFigures } from "./figures.ts";
import { type ChangedGround, sumFigures } from "./sum-figures.ts";
import { VerdictGraph } from "./verdict-graph.ts";

/** A change as the maps say it: what no decision changes. */
interface Found {
  readonly face: number;
  readonly kind: ChangeKind;
  readonly at: Point;
  readonly bounds: Bounds;
}

/** The changes between two dates, with what a person has said of them, and the figures that come of it. */
export class ChangeLedger {
  readonly #found: ComparedMap;
  readonly #areas: Float64Array;
  readonly #graph: VerdictGraph;
  readonly #ground: readonly ChangedGround[];
  readonly #byPlace: ReadonlyMap<string, number>;
  readonly #changes: readonly Found[];
  /** by face: its number among the changes, −1 for none */
  readonly #idOf: Int32Array;
  /** decisions by face of the whole map, for a change that the area cuts in two is still one */
  #decisions: ReadonlyMap<number, ChangeDecision> = new Map();
  #map: ChangeMap;
  #whole: ChangeMap;
  #facts: readonly ChangeFacts[];
  /** of the last zones asked for: deciding does not move them */
  #overlaps: { readonly zones: readonly Zone[]; readonly parts: readonly ChangedGround[][] } | undefined;

  constructor(found: ComparedMap) {
    this.#found = found;
    this.#map = found;
    this.#whole = found.whole;
    this.#areas = measureFaces(found).planimetric;
    this.#graph = new VerdictGraph(found.whole, this.#isWhole ? this.#areas : measureFaces(found.whole).planimetric);
    this.#ground = this.#alike(Array.from(this.#areas, (planimetric, face) => ({ face, planimetric })));
    this.#idOf = new Int32Array(found.faces.count).fill(-1);
    const changes: Found[] = [];
    for (let face = 0; face < found.faces.count; face++) {
      if (!isChange(found, face)) continue;
      this.#idOf[face] = changes.length;
      const rings = Array.from({ length: found.rings.ofFace[face + 1]! - found.rings.ofFace[face]! }, (_, ring) => ({
        corners: ringCorners(found, found.rings.ofFace[face]! + ring),
      }));
      changes.push({
        face,
        kind: changeKindOf(found, face),
        at: pointInside(found, rings),
        bounds: boundsOfPolygon(polygonOf(found, face)),
      });
    }
    this.#changes = changes;
    this.#byPlace = new Map(changes.map(({ at }, id) => [at.join(), id]));
    this.#facts = changes.map((_, id) => this.#factsOf(id));
  }

  /** As decided: a change that was rejected is none, one that was relabelled is another. */
  get map(): ChangeMap {
    return this.#map;
  }

  /** In the order of `id`; rejected ones too. What no decision has altered stays the same object. */
  get changes(): readonly ChangeFacts[] {
    return this.#facts;
  }

  /**
   * These decisions and no others. Those of another change at the same place are nobody's.
   * @returns the changes that are not what they were before, by `id`: few of many, for each decision is one more
   */
  decide(decisions: readonly ChangeDecision[]): readonly ChangeFacts[] {
    const known = new Map<number, ChangeDecision>();
    for (const decision of decisions) {
      const id = this.#byPlace.get(decision.at.join()) ?? this.changeAt(decision.at);
      if (id === undefined || !this.#isOf(decision, id)) continue;
      const face = this.#found.wholeFace[this.#changes[id]!.face]!;
      const last = this.#decisions.get(face);
      known.set(face, last !== undefined && saysTheSame(last, decision) ? last : decision);
    }
    const touched = new Set(
      [...this.#decisions.keys(), ...known.keys()].filter((face) => known.get(face) !== this.#decisions.get(face)),
    );
    this.#decisions = known;
    const { whole } = this.#found;
    const before = this.#dated("before", touched);
    const after = this.#dated("after", touched);
    this.#whole = { ...whole, before, after };
    const cut = (date: DatedCover): DatedCover => (this.#isWhole ? date : cutDate(date, this.#found.wholeFace));
    this.#map = { ...this.#found, before: cut(before), after: cut(after) };
    const revised: ChangeFacts[] = [];
    this.#facts = this.#facts.map((last, id) => {
      const { face } = this.#changes[id]!;
      const isSame =
        !touched.has(this.#found.wholeFace[face]!) &&
        dateNames.every((date) => last[date].verdict === this.#map[date].artificialisation.verdicts[face]);
      if (isSame) return last;
      const now = this.#factsOf(id);
      revised.push(now);
      return now;
    });
    return revised;
  }

  get figures(): ChangeFigures {
    return sumFigures(this.#map, this.#ground, this.#found.uncompared, (face) => this.#changeOf(face));
  }

  /** Each zone for itself, by its exact overlap with every face. */
  figuresByZone(zones: readonly Zone[]): ChangeFigures[] {
    if (this.#overlaps === undefined || !areSame(this.#overlaps.zones, zones)) {
      const parts = zones.map((): ChangedGround[] => []);
      for (const overlap of overlapsOf(this.#found, zones)) parts[overlap.zone]!.push(overlap);
      this.#overlaps = { zones, parts: parts.map((ground) => this.#alike(ground)) };
    }
    return this.#overlaps.parts.map((ground, zone) => {
      const area = measurePolygons(zones[zone]!.polygons, this.#found.grid.crs).planimetric;
      const compared = ground.reduce((sum, { planimetric }) => sum + planimetric, 0);
      const left = area - compared;
      return sumFigures(this.#map, ground, left > 1e-9 * area ? left : 0, (face) => this.#changeOf(face));
    });
  }

  /** The change at a place in the map's CRS. */
  changeAt(place: Point): number | undefined {
    const [x, y] = place;
    const id = this.#changes.findIndex(
      ({ bounds: [minX, minY, maxX, maxY] }, id) =>
        x >= minX && x <= maxX && y >= minY && y <= maxY && isInZones([this.shapeOf(id)], place),
    );
    return id < 0 ? undefined : id;
  }

  shapeOf(id: number): Zone {
    return { polygons: [polygonOf(this.#found, this.#changes[id]!.face)] };
  }

  /** Ground that no decision can tell apart as one: of figures, which are sums, it is one term. */
  #alike(ground: readonly ChangedGround[]): ChangedGround[] {
    const { before } = this.#found;
    const sums = new Map<string, { face: number; planimetric: number }>();
    const alike: ChangedGround[] = [];
    for (const { face, planimetric } of ground) {
      if (isChange(this.#found, face)) {
        alike.push({ face, planimetric });
        continue;
      }
      const key = `${this.#graph.nodeAt(this.#found.wholeFace[face]!)} ${before.covers[face]}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { face, planimetric });
      else sum.planimetric += planimetric;
    }
    return [...alike, ...sums.values()];
  }

  #isOf(decision: ChangeDecision, id: number): boolean {
    const { face } = this.#changes[id]!;
    const { before, after } = this.#found;
    const found = { before: before.covers[face]!, after: after.covers[face]!, squareMetres: this.#areas[face]! };
    return isDecidedOn(decision, found);
  }

  #changeOf(face: number): ChangeFacts | undefined {
    const id = this.#idOf[face]!;
    return id < 0 ? undefined : this.changes[id];
  }

  #factsOf(id: number): ChangeFacts {
    const { face, kind: foundKind, at, bounds } = this.#changes[id]!;
    const decision = this.#decisions.get(this.#found.wholeFace[face]!);
    const dated = ({ covers, uses, artificialisation: { verdicts } }: DatedCover) => ({
      cover: covers[face]!,
      use: uses[face]!,
      verdict: verdicts[face]!,
    });
    const confidence = this.#found.faces.confidence[face]!;
    return {
      id,
      kind: isChange(this.#map, face) ? changeKindOf(this.#map, face) : foundKind,
      before: dated(this.#map.before),
      after: dated(this.#map.after),
      found: { before: this.#found.before.covers[face]!, after: this.#found.after.covers[face]! },
      squareMetres: this.#areas[face]!,
      confidence: Number.isNaN(confidence) ? null : confidence,
      at,
      bounds,
      decision,
    };
  }

  /** One date as decided. What is artificialised is decided anew only where a cover or a use has become another. */
  #dated(date: DateName, touched: ReadonlySet<number>): DatedCover {
    const { whole } = this.#found;
    const last = this.#whole[date];
    const covers = whole[date].covers.slice();
    const uses = whole[date].uses.slice();
    for (const [face, decision] of this.#decisions) {
      const before = decision.before ?? whole.before.covers[face]!;
      const after = decision.verdict === "rejected" ? before : (decision.after ?? whole.after.covers[face]!);
      covers[face] = date === "before" ? before : after;
      // No change: the earlier use holds, like the earlier cover.
      if (before === after) uses[face] = whole.before.uses[face]!;
    }
    const isLast = [...touched].every((face) => covers[face] === last.covers[face] && uses[face] === last.uses[face]);
    return isLast ? last : { ...last, covers, uses, artificialisation: this.#graph.decide(covers, uses) };
  }

  /** Nothing is cut off by an area. */
  get #isWhole(): boolean {
    return this.#found.whole.arcs === this.#found.arcs;
  }
}

/** Corner by corner: what comes from another thread is a copy. */
function areSame(some: readonly Zone[], others: readonly Zone[]): boolean {
  const ringsOf = (zones: readonly Zone[]): Float64Array[] => zones.flatMap(({ polygons }) => polygons.flat());
  const [ones, twos] = [ringsOf(some), ringsOf(others)];
  return (
    some.length === others.length &&
    ones.length === twos.length &&
    ones.every((ring, at) => ring.length === twos[at]!.length && ring.every((value, k) => value === twos[at]![k])) &&
    some.every(({ polygons }, at) => polygons.length === others[at]!.polygons.length)
  );
}

/** The changes as the maps say them, or as decided. */
export function changesOf(map: ComparedMap, decisions: readonly ChangeDecision[] = []): readonly ChangeFacts[] {
  return ledgerOf(map, decisions).changes;
}

export function figuresOf(map: ComparedMap, decisions: readonly ChangeDecision[] = []): ChangeFigures {
  return ledgerOf(map, decisions).figures;
}

function ledgerOf(map: ComparedMap, decisions: readonly ChangeDecision[]): ChangeLedger {
  const ledger = new ChangeLedger(map);
  ledger.decide(decisions);
  return ledger;
}
