import { appError } from "../../core/errors.ts";
import type { BandRole } from "../../core/ports/raster-source.ts";
import { chosenBands } from "../geotiff/tones.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import { boxesWithin } from "./boxes.ts";
import { type Component, unsupported } from "./codestream.ts";

/** What each component is, and which are shown, in order. */
export interface Channels {
  readonly shown: readonly number[];
  readonly alpha: number | undefined;
  /** of each component, alpha included */
  readonly roles: readonly BandRole[];
}

const CHANNEL_COLOUR = 0;
const CHANNEL_OPACITY = 1;
const CHANNEL_PREMULTIPLIED_OPACITY = 2;
const SYCC = 18;
const CMYK = 12;
const CIELAB = 14;
const COLOURS: readonly BandRole[] = ["red", "green", "blue"];

/**
 * What each component is. Accepted: 8-bit unsigned, grey or colours, and an opacity channel or none; where classes are
 * wanted, one component, with a palette or without. The header has no word for near infrared: a fourth band is
 * `undefined`. Throws `samples-unsupported` with what the file has instead, `band-missing` for a rendering that names
 * more, `jp2-unsupported` for subsampled components.
 */
export function channelsOf(
  components: readonly Component[],
  header: DataView | undefined,
  { content, rendering }: OpenOptions,
  file: RasterFile,
): Channels {
  const { types, hasPalette, colourSpace } = declared(components.length, header);
  const alpha = types.findIndex(({ type }) => type === CHANNEL_OPACITY || type === CHANNEL_PREMULTIPLIED_OPACITY);
  const bands = types
    .map((channel, component) => ({ ...channel, component }))
    .filter(({ component }) => component !== alpha)
    .sort((one, other) => one.colour - other.colour)
    .map(({ component }) => component);

  const odd = bands.map((band) => components[band] as Component).find(({ bits, signed }) => bits !== 8 || signed);
  const refused = (format: string) =>
    appError("samples-unsupported", { file: file.name, bands: bands.length, bits: odd?.bits ?? 8, format });
  if (odd !== undefined) throw refused(odd.signed ? "int" : "uint");
  if (alpha >= 0 && (components[alpha] as Component).bits > 8) throw refused("uint");
  if (components.some(({ stepX, stepY }) => stepX !== 1 || stepY !== 1)) throw unsupported(file, "4:2:0");
  if (content === "classes") {
    if (components.length !== 1) throw refused("uint");
    return { shown: [0], alpha: undefined, roles: ["undefined"] };
  }
  if (hasPalette) throw refused("palette");
  if (colourSpace !== undefined) throw refused(colourSpace);
  const roles = types.map(({ colour }, component): BandRole => {
    if (component === alpha) return "alpha";
    return bands.length < 3 ? "grey" : (COLOURS[colour - 1] ?? "undefined");
  });
  const shown = chosenBands({ count: components.length, roles }, rendering, file.name);
  return { shown, alpha: alpha < 0 ? undefined : alpha, roles };
}

/** What the JP2 header box says: channel definitions (I.5.3.6), a palette, a colour space that is not RGB. */
function declared(count: number, header: DataView | undefined) {
  const types = Array.from({ length: count }, (_, component) => ({ type: CHANNEL_COLOUR, colour: component + 1 }));
  let hasPalette = false;
  let colourSpace: string | undefined;
  for (const { type, start, end } of header === undefined ? [] : boxesWithin(header)) {
    const content = new DataView((header as DataView).buffer, (header as DataView).byteOffset + start, end - start);
    if (type === "pclr") hasPalette = true;
    else if (type === "colr" && content.byteLength >= 7 && content.getUint8(0) === 1) {
      const space = content.getUint32(3);
      colourSpace = space === SYCC ? "sYCC" : space === CMYK ? "CMYK" : space === CIELAB ? "CIELab" : undefined;
    } else if (type === "cdef") {
      for (let at = 2; at + 6 <= content.byteLength; at += 6) {
        const component = content.getUint16(at);
        const kind = content.getUint16(at + 2);
        const colour = content.getUint16(at + 4);
        // A channel of no particular colour keeps its rank: the infrared.
        const ranked = colour >= 1 && colour <= 3 ? colour : component + 1;
        if (component < count) types[component] = { type: kind, colour: ranked };
      }
    }
  }
  return { types, hasPalette, colourSpace };
}
