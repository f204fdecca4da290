import type { Crs } from "../geo/crs.ts";
import type { Zone } from "../vector/overlay/overlay.ts";

/** The ground that the work is limited to. */
export interface Area {
  readonly origin: "drawn" | "view" | "file";
  /** the file's; "" where there is none */
  readonly name: string;
  readonly crs: Crs;
  readonly zones: readonly Zone[];
}
