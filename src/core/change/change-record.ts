import type { Misregistration } from "../registration/misregistration.ts";
import type { Sample } from "../sample/sample.ts";
import type { SideFacts, Weakness } from "./comparability.ts";
import type { ChangeFigures } from "./figures.ts";
import type { ChangeSettings } from "./settings.ts";

/**
 * How a comparison of two dates was made and what came of it, as its GeoPackage says it to machines. A field once written
 * keeps its meaning; what is new comes beside.
 */
export interface ChangeRecord {
  readonly software: "Ocsol";
  /** of this record's form */
  readonly version: 1;
  /** ISO 8601, UTC */
  readonly created: string;
  readonly before: SideFacts;
  readonly after: SideFacts;
  readonly settings: ChangeSettings;
  /** what it was limited to: a file's name or a zone's, "" where it was drawn; without it all that both maps cover */
  readonly area?: { readonly name: string };
  /** between the photographs; null where they could not be matched, or were not there */
  readonly misregistration: Misregistration | null;
  readonly weaknesses: readonly Weakness[];
  /** somebody has said yes to what asks among `weaknesses` */
  readonly modelsAccepted: boolean;
  readonly figures: ChangeFigures;
  readonly zones: readonly { readonly name: string; readonly figures: ChangeFigures }[];
  /** what its points were drawn from, and how: the points themselves are a layer */
  readonly sample?: Omit<Sample, "points">;
}

/** Says in a file that what follows is a `ChangeRecord`: `md_standard_uri` of a GeoPackage's metadata. */
export const CHANGE_RECORD_URI = "urn:x-ocsol:change-record:1";
