import { coarser } from "../../core/raster/tile-plan.ts";
import { chooseBackend, chooseCoarse } from "../../state/commands/settings.ts";
import { chosenModelOf } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { useBattery } from "./use-battery.ts";

/** Less work for the machine: offered always, and unfolded where it runs on its battery. */
export function ThriftChoice() {
  const app = useApp();
  const { t, format } = useMessages();
  const battery = useBattery();
  const gentle = useAppState(({ backend }) => backend.gentle === true);
  const coarse = useAppState((state) => state.coarse);
  const { manifest } = useAppState(chosenModelOf);
  const words = t.run.thrift;
  const own = format.length(manifest.resolutionMetres);
  const wide = format.length(coarser(manifest).resolutionMetres);
  const chosen = [gentle && words.gentleShort, coarse && wide].filter(Boolean).join(", ");
  return (
    <details className="about" open={battery !== undefined} data-testid="thrift">
      <summary>
        {words.title}
        {chosen !== "" && ` : ${chosen}`}
      </summary>
      {battery !== undefined && <p>{words.onBattery(format.percent(battery))}</p>}
      <label className="check">
        <input
          type="checkbox"
          checked={gentle}
          data-testid="gentle"
          onChange={({ target }) => chooseBackend(app, { gentle: target.checked })}
        />
        {words.gentle}
      </label>
      <p className="hint">{words.gentleDetail}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={coarse}
          data-testid="coarse"
          onChange={({ target }) => chooseCoarse(app, target.checked)}
        />
        {words.coarse(wide)}
      </label>
      <p className="hint">
        {words.coarseDetail(own)}{" "}
        {manifest.coarse === undefined ? words.unmeasured : words.measured(manifest.coarse, own, format)}
      </p>
    </details>
  );
}
