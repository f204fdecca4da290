import type { Formats, Messages } from "../../i18n/index.ts";
import type { OfflineState } from "../../state/offline.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { HeaderDetail } from "./HeaderDetail.tsx";
import { NewVersion } from "./NewVersion.tsx";

/** Whether Ocsol works without a network here, in two words; a click says the rest. */
export function OfflineBadge() {
  const app = useApp();
  const { t, format } = useMessages();
  const offline = useAppState((state) => state.offline);
  const said = wordsOf(offline, t.offline, format);
  return (
    <>
      {said !== undefined && (
        <HeaderDetail name="offline" state={offline.copy.phase} label={said.short}>
          <p>{said.detail}</p>
          {offline.copy.phase === "failed" && (
            <button type="button" className="button" onClick={() => app.offline.keeper?.retry()}>
              {t.offline.retry}
            </button>
          )}
        </HeaderDetail>
      )}
      <NewVersion />
    </>
  );
}

function wordsOf(
  { copy, connected }: OfflineState,
  words: Messages["offline"],
  format: Formats,
): { short: string; detail: string } | undefined {
  if (!connected)
    return {
      short: words.disconnected,
      detail: copy.phase === "ready" ? words.disconnectedReady : words.disconnectedNotReady,
    };
  switch (copy.phase) {
    case "unknown":
      return undefined;
    case "absent":
      return { short: words.absent, detail: words.absences[copy.reason] };
    case "downloading":
      return {
        short: words.downloading(format.bytes(copy.done), format.bytes(copy.total)),
        detail: words.downloadingDetail,
      };
    case "failed":
      return { short: words.failed, detail: words.failures[copy.reason] };
    case "ready":
      return { short: words.ready, detail: words.readyDetail(format.bytes(copy.bytes)) };
    default:
      return copy satisfies never;
  }
}
