import { useId } from "react";
import { MOST_PIXELS } from "../../core/geoplateforme/area-plan.ts";
import { ORTHO_GSD_METRES } from "../../core/geoplateforme/imagery.ts";
import { type TerritoryId, territories } from "../../core/geoplateforme/territories.ts";
import { chooseTerritory, showBackground } from "../../state/commands/go-online.ts";
import { cancelTaking, offeredArea, saveOrthophoto, takeOrthophoto } from "../../state/commands/take-orthophoto.ts";
import type { OnlineState, TakingState } from "../../state/online.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { FilePicker } from "../FilePicker.tsx";
import { ProgressBar } from "../ProgressBar.tsx";

/** On the online page: IGN's photograph under the map, and BD ORTHO of what the map shows. */
export function OnlineImagery({ online }: { online: OnlineState }) {
  const app = useApp();
  const { t } = useMessages();
  const id = useId();
  const hasImage = useAppState(({ image }) => image !== undefined);
  const { background, backgroundFailed, territory, taking } = online;
  return (
    <div className="online">
      <label className="check">
        <input type="checkbox" checked={background} onChange={({ target }) => showBackground(app, target.checked)} />
        {t.online.background}
      </label>
      {!background && !hasImage && <p className="hint">{t.online.backgroundHint}</p>}
      {background && backgroundFailed && <p className="warning">{t.online.backgroundFailed}</p>}
      {background && !hasImage && (
        <div className="fields">
          <label htmlFor={id}>{t.online.territory}</label>
          <select
            id={id}
            value={territory}
            onChange={({ target }) => chooseTerritory(app, target.value as TerritoryId)}
          >
            {territories.map((one) => (
              <option key={one.id} value={one.id}>
                {t.online.territories[one.id]}
              </option>
            ))}
          </select>
        </div>
      )}
      {taking.phase === "taking" ? <Taking taking={taking} /> : (background || hasImage) && <AreaOffer />}
      {taking.phase === "taken" && !taking.saved && <Taken file={taking.file} />}
      {background && !hasImage && <FilePicker className="button quiet">{t.online.ownFile}</FilePicker>}
    </div>
  );
}

function AreaOffer() {
  const app = useApp();
  const { t, format } = useMessages();
  const plan = useAppState(({ online }) => online?.view) && offeredArea(app.store.getState());
  if (plan === undefined) return <p className="hint">{t.online.notServed}</p>;
  return (
    <>
      <p className="hint" data-testid="area-estimate">
        {plan.fits
          ? t.online.estimate(format.area(plan.squareMetres), format.bytes(plan.bytes), format.number(plan.requests))
          : t.online.tooLarge(format.number((MOST_PIXELS * ORTHO_GSD_METRES ** 2) / 1e6))}
      </p>
      <button
        type="button"
        className="button"
        data-testid="take-orthophoto"
        disabled={!plan.fits}
        onClick={() => void takeOrthophoto(app)}
      >
        {t.online.take}
      </button>
    </>
  );
}

function Taking({ taking: { plan, done } }: { taking: Extract<TakingState, { phase: "taking" }> }) {
  const app = useApp();
  const { t, format } = useMessages();
  return (
    <div className="run">
      <ProgressBar share={done / plan.requests} />
      <p className="run-figures">{t.online.taking(format.number(done), format.number(plan.requests))}</p>
      <button type="button" className="button" onClick={() => cancelTaking(app)}>
        {t.online.cancel}
      </button>
    </div>
  );
}

function Taken({ file }: { file: File }) {
  const app = useApp();
  const { t, format } = useMessages();
  return (
    <>
      <p className="hint" role="status">
        {t.online.taken(file.name, format.bytes(file.size))}
      </p>
      <button type="button" className="button" data-testid="save-orthophoto" onClick={() => void saveOrthophoto(app)}>
        {t.online.save}
      </button>
    </>
  );
}
