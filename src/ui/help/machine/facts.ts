import { featureIds, type Machine } from "../../../core/machine.ts";
import type { Formats } from "../../../i18n/index.ts";
import type { MachineMessages } from "../../../i18n/machine.ts";
import { browserName } from "./browser-name.ts";

/** One line of the page and of the text for support. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** what it means that it is missing; undefined where it is not */
  readonly lack?: string | undefined;
}

export interface Section {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What Ocsol makes of the machine. */
export interface Use {
  /** where it computes and why, in words */
  readonly compute: string;
  readonly atOnce: number;
  /** results outlive the page; undefined while the browser has not been asked */
  readonly durable: boolean | undefined;
  readonly windowsPerSecond: number | undefined;
  /** of one run, or of one window times those computed at once */
  readonly measuredBy: "run" | "test";
  /** metres of ground along one side of what a window adds to the map */
  readonly keptMetres: number;
}

/** Nothing in it says which files were open, where the machine is, or where the page was served from. */
export function sectionsOf(machine: Machine, use: Use, words: MachineMessages["machine"], format: Formats): Section[] {
  const { features, gpu, threads, memoryGigabytes, storage, userAgent } = machine;
  return [
    {
      title: words.willUse,
      facts: [
        { label: words.compute, value: use.compute },
        { label: words.atOnce, value: format.number(use.atOnce) },
        {
          label: words.results,
          value: use.durable === undefined ? words.probing : use.durable ? words.resultsKept : words.resultsLost,
        },
        { label: words.speed, value: speedOf(use, words, format) },
      ],
    },
    {
      title: words.has,
      facts: [
        { label: words.browser, value: browserName(userAgent) },
        {
          label: words.gpu,
          value:
            gpu === undefined ? words.gpuNone : `${gpu.name} (${words.gpuBuffer(format.bytes(gpu.maxBufferBytes))})`,
        },
        { label: words.threads, value: threads === undefined ? words.untold : words.cores(format.number(threads)) },
        {
          label: words.memory,
          value: memoryGigabytes === undefined ? words.untold : words.memoryOf(format.number(memoryGigabytes)),
        },
        {
          label: words.storage,
          value:
            storage === undefined
              ? words.untold
              : words.storageOf(format.bytes(storage.usage), format.bytes(storage.quota)),
        },
      ],
    },
    {
      title: words.features,
      facts: featureIds.map((id) => ({
        label: words.label[id],
        value: features[id] ? words.yes : words.no,
        lack: features[id] ? undefined : words.lack[id],
      })),
    },
  ];
}

const METRES_PER_KILOMETRE = 1000;

function speedOf(
  { windowsPerSecond, measuredBy, keptMetres }: Use,
  words: MachineMessages["machine"],
  format: Formats,
): string {
  if (windowsPerSecond === undefined) return words.notMeasured;
  const windows = (METRES_PER_KILOMETRE / keptMetres) ** 2;
  const speed = words.speedOf(format.number(windowsPerSecond, 1), format.duration(windows / windowsPerSecond));
  return measuredBy === "run" ? speed : words.speedUpTo(speed);
}

/** The same for those who help: plain lines, with what the browser says of itself. */
export function asText(sections: readonly Section[], version: string, { userAgent }: Machine): string {
  const lines = sections.flatMap(({ title, facts }) => [
    "",
    title,
    ...facts.map(({ label, value, lack }) => `- ${label}\u00a0: ${value}${lack === undefined ? "" : `. ${lack}`}`),
  ]);
  return [`Ocsol ${version}`, ...lines, "", userAgent].join("\n");
}
