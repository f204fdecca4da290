import { stakeOf } from "../../state/at-stake.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { HeaderDetail } from "./HeaderDetail.tsx";

/** A new version of the app: announced, and never taken while that would cost anything. */
export function NewVersion() {
  const app = useApp();
  const { t } = useMessages();
  const update = useAppState((state) => state.offline.update);
  const stake = useAppState(stakeOf);
  const { newVersion, update: words } = t.offline;
  const detail =
    stake !== undefined ? words.after[stake] : update === "elsewhere-busy" ? words.elsewhere : words.detail;
  return (
    <>
      {update !== "none" && (
        <HeaderDetail name="new-version" state={update} label={newVersion}>
          <p>{detail}</p>
          <button
            type="button"
            className="button primary"
            data-testid="update"
            disabled={stake !== undefined || update === "applying"}
            onClick={() => void app.offline.keeper?.update()}
          >
            {words.go}
          </button>
        </HeaderDetail>
      )}
      <p className="visually-hidden" role="status">
        {update === "none" ? "" : newVersion}
      </p>
    </>
  );
}
