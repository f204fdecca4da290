import { changeKinds } from "../../core/change/change-map.ts";
import { coverOf } from "../../core/landcover/ocsge.ts";
import type { Formats } from "../../i18n/index.ts";
import { sampleMessagesOf } from "../../i18n/sample.ts";
import type { SampleMessages } from "../../i18n/sample-fr.ts";
import { useMessages } from "../context.ts";

export interface SampleTools {
  readonly s: SampleMessages;
  readonly format: Formats;
  readonly coverName: (code: string) => string;
  /** of a stratum: a cover class, a kind of change, or stable ground */
  readonly stratumName: (id: string) => string;
}

/** How sampling is said. */
export function useSample(): SampleTools {
  const { format, locale } = useMessages();
  const s = sampleMessagesOf[locale];
  const coverName = (code: string) => coverOf(code)?.[locale === "fr" ? "labelFr" : "labelEn"] ?? code;
  const stratumName = (id: string) => {
    const kind = changeKinds.find((one) => one === id);
    if (kind !== undefined) return s.strata[kind];
    const stable = (["certain", "depends-on-use", "never"] as const).find((verdict) => id === `stable-${verdict}`);
    return stable === undefined ? coverName(id) : s.stable[stable];
  };
  return { s, format, coverName, stratumName };
}
