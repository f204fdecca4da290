/** One task of the page's own thread. */
export interface Task {
  /** by the clock: with what other threads took of the processor meanwhile */
  readonly milliseconds: number;
  /** that this thread had the processor */
  readonly processorMilliseconds: number;
  /** the longest things in it, longest first */
  readonly inside: readonly string[];
}

/** An event of Chromium's tracing (its "Trace Event Format"), times in microseconds; `tdur` by the thread's own clock. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly data?: { readonly functionName?: string } };
}

const TASK = /RunTask$/;

/** The tasks of the busiest page in a trace. */
export function tasksOf(trace: Buffer): Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map((event) => threadOf(event)),
  );
  const byThread = new Map<string, (TraceEvent & { readonly dur: number; readonly tdur: number })[]>();
  for (const event of traceEvents) {
    const { ph, dur, tdur } = event;
    const thread = threadOf(event);
    if (ph !== "X" || dur === undefined || tdur === undefined || !pages.has(thread)) continue;
    const events = byThread.get(thread) ?? [];
    byThread.set(thread, events);
    events.push({ ...event, dur, tdur });
  }
  const events = [...byThread.values()].sort((one, other) => other.length - one.length)[0] ?? [];
  events.sort((one, other) => one.ts - other.ts || other.dur - one.dur);
  const tasks: (Task & { readonly parts: typeof events })[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    const task = tasks.at(-1);
    if (event.ts < end && !TASK.test(event.name)) task?.parts.push(event);
    if (event.ts < end || !TASK.test(event.name)) continue;
    end = event.ts + event.dur;
    tasks.push({ milliseconds: event.dur / 1000, processorMilliseconds: event.tdur / 1000, inside: [], parts: [] });
  }
  return tasks.map(({ parts, ...task }) => ({
    ...task,
    inside: parts
      .sort((one, other) => other.tdur - one.tdur)
      .slice(0, 4)
      .map(({ name, args, tdur }) => `${args.data?.functionName || name} ${(tdur / 1000).toFixed(1)}`),
  }));
}
