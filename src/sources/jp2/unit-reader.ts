import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import { ByteCache } from "../byte-cache.ts";
import { eachLimited } from "../cancellation.ts";
import { type RasterFile, unreadable } from "../raster-file.ts";
import { type ImageSize, type Parameters, tileCounts } from "./codestream.ts";
import { type Area, reducedArea, tileArea } from "./geometry.ts";
import { HeldFile } from "./held-file.ts";
import { tileDecoder } from "./tile-decoder.ts";
import { openTile, type TileIndex } from "./tile-index.ts";
import type { ByteRange } from "./tile-parts.ts";

/** Where it lies in its level, and its interleaved samples. They are shared: not to be written to. */
export interface DecodedUnit extends PixelRect {
  readonly data: Uint8Array;
}

export interface UnitReader {
  /** Gives `take` the decoded units that `rect`, inside the level, touches. */
  read(
    rect: PixelRect,
    level: number,
    signal: CancelSignal | undefined,
    take: (unit: DecodedUnit) => void,
  ): Promise<void>;
  clear(): void;
}

/** What is decoded at once: large enough for the code-blocks at its border to weigh little, small enough for a row of them to be kept. */
export const UNIT_PX = 512;
/** Two rows of units across 25 000 pixels of RGBN are 102 MB: windows with a halo touch two rows. */
const CACHE_BYTES = 104 * 1024 * 1024;
/** A tile no larger is read whole, since its units lie scattered in it; and as many as this holds are kept. */
const TILE_BYTES = 4 * 1024 * 1024;
const HELD_BYTES = 4 * TILE_BYTES;
/** Reading overlaps with decoding; more lanes only hold more compressed bytes. */
const LANES = 2;
/** For the cache's keys: more tiles than a file has, more units than a tile that is not refused. */
const TILES = 2 ** 16;
const UNITS_PER_TILE = 2 ** 24;

/** Decodes tiles in units, the components in `order`, and keeps some of them. */
export function unitReader(
  file: RasterFile,
  size: ImageSize,
  parameters: Parameters,
  parts: readonly (readonly ByteRange[])[],
  order: readonly number[],
): UnitReader {
  const held = new HeldFile(file, HELD_BYTES);
  const decoder = tileDecoder(held, size.components, order);
  const cache = new ByteCache<Uint8Array>(CACHE_BYTES, (pixels) => pixels.length);
  const underway = new Map<number, Promise<Uint8Array>>();
  const tiles = new Map<number, Promise<TileIndex>>();
  const { across } = tileCounts(size);

  function tileAt(index: number): Promise<TileIndex> {
    const opened = tiles.get(index) ?? openTile(held, size, parameters, index, parts[index] ?? []);
    tiles.set(index, opened);
    return opened;
  }

  async function decoded(unit: Unit, level: number, signal: CancelSignal | undefined): Promise<Uint8Array> {
    // Whoever waits for another's decoding does it when that one is cancelled.
    for (let other = underway.get(unit.key); other !== undefined; other = underway.get(unit.key)) {
      await other.catch(() => {});
      signal?.throwIfAborted();
    }
    const kept = cache.get(unit.key);
    if (kept !== undefined) return kept;
    // All of its bytes are looked at for the finest level, and few of them for the others.
    if (level === 0) hold(parts[unit.tile] ?? []);
    const mine = tileAt(unit.tile)
      .then((tile) => decoder.decode(tile, level, unit.area, signal))
      .then((pixels) => {
        cache.set(unit.key, pixels);
        return pixels;
      })
      .finally(() => underway.delete(unit.key));
    underway.set(unit.key, mine);
    return mine;
  }

  function hold(ranges: readonly ByteRange[]): void {
    const start = Math.min(...ranges.map((range) => range.start));
    const end = Math.max(...ranges.map((range) => range.end));
    if (end - start <= TILE_BYTES) held.hold(start, end);
  }

  return {
    async read(rect, level, signal, take) {
      const whole = reducedArea(size, level);
      const wanted: Area = {
        x0: whole.x0 + rect.column,
        y0: whole.y0 + rect.row,
        x1: whole.x0 + rect.column + rect.width,
        y1: whole.y0 + rect.row + rect.height,
      };
      await eachLimited(unitsIn(wanted, level), LANES, signal, async (unit) => {
        const { area } = unit;
        let data: Uint8Array;
        try {
          data = await decoded(unit, level, signal);
        } catch (cause) {
          signal?.throwIfAborted();
          throw unreadable(file, cause);
        }
        take({
          column: area.x0 - whole.x0,
          row: area.y0 - whole.y0,
          width: area.x1 - area.x0,
          height: area.y1 - area.y0,
          data,
        });
      });
    },
    clear() {
      cache.clear();
      decoder.clear();
      held.clear();
      tiles.clear();
    },
  };

  /** The units that an area of a level touches, tile by tile. A unit lies in one tile, and units begin at its corner. */
  function unitsIn(wanted: Area, level: number): readonly Unit[] {
    const scale = 2 ** level;
    const columnOf = (x: number) => Math.floor((x * scale - size.tileX0) / size.tileWidth);
    const rowOf = (y: number) => Math.floor((y * scale - size.tileY0) / size.tileHeight);
    const units: Unit[] = [];
    for (let down = rowOf(wanted.y0); down <= rowOf(wanted.y1 - 1); down++) {
      for (let along = columnOf(wanted.x0); along <= columnOf(wanted.x1 - 1); along++) {
        const tile = down * across + along;
        const own = reducedArea(tileArea(size, tile), level);
        const unitsAcross = Math.ceil((own.x1 - own.x0) / UNIT_PX);
        const [firstX, firstY] = [
          unitOf(Math.max(wanted.x0, own.x0), own.x0),
          unitOf(Math.max(wanted.y0, own.y0), own.y0),
        ];
        const [endX, endY] = [Math.min(wanted.x1, own.x1), Math.min(wanted.y1, own.y1)];
        for (let y = firstY; own.y0 + y * UNIT_PX < endY; y++) {
          for (let x = firstX; own.x0 + x * UNIT_PX < endX; x++) {
            const x0 = own.x0 + x * UNIT_PX;
            const y0 = own.y0 + y * UNIT_PX;
            const area = { x0, y0, x1: Math.min(x0 + UNIT_PX, own.x1), y1: Math.min(y0 + UNIT_PX, own.y1) };
            units.push({ key: (level * TILES + tile) * UNITS_PER_TILE + y * unitsAcross + x, tile, area });
          }
        }
      }
    }
    return units;
  }
}

function unitOf(at: number, start: number): number {
  return Math.floor((at - start) / UNIT_PX);
}

interface Unit {
  readonly key: number;
  readonly tile: number;
  readonly area: Area;
}
