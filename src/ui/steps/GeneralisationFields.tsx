import { useId } from "react";
import { type PresetId, presetIds } from "../../core/landcover/presets.ts";
import { advisedTolerance } from "../../core/vector/tolerance.ts";
import { changeGeneralisation } from "../../state/commands/settings.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { TextField } from "../TextField.tsx";

/** How pixels become polygons: the thresholds, and whether borders keep the pixels' staircase. */
export function GeneralisationFields({ disabled: busy }: { disabled: boolean }) {
  const app = useApp();
  const { t, format } = useMessages();
  const id = useId();
  const { preset, minAreaSquareMetres, smooth, squareBuildings } = useAppState((state) => state.generalisation);
  const isFixed = useAppState(({ result }) => result?.from === "file");
  const disabled = busy || isFixed;
  const grid = useAppState(({ result }) => result?.raster.grid);
  return (
    <>
      <label htmlFor={`${id}-preset`}>{t.export.preset}</label>
      <select
        id={`${id}-preset`}
        value={preset}
        disabled={disabled}
        data-testid="preset"
        onChange={({ target }) => changeGeneralisation(app, { preset: target.value as PresetId })}
      >
        {presetIds.map((name) => (
          <option key={name} value={name}>
            {t.export.presets[name].name}
          </option>
        ))}
      </select>
      <p className="hint across">{t.export.presets[preset].detail}</p>
      {preset === "libre" && (
        <>
          <label htmlFor={`${id}-area`}>{t.export.minArea}</label>
          <span>
            <TextField
              id={`${id}-area`}
              type="number"
              value={String(minAreaSquareMetres)}
              disabled={disabled}
              onCommit={(text) => changeGeneralisation(app, { minAreaSquareMetres: text === "" ? 0 : Number(text) })}
            />{" "}
            {t.export.minAreaUnit}
          </span>
        </>
      )}
      <label className="check across">
        <input
          type="checkbox"
          checked={smooth}
          disabled={disabled}
          data-testid="smooth"
          onChange={({ target }) => changeGeneralisation(app, { smooth: target.checked })}
        />
        {t.export.smooth(grid === undefined ? "" : format.length(advisedTolerance(grid)))}
      </label>
      {smooth && (
        <label className="check across">
          <input
            type="checkbox"
            checked={squareBuildings}
            disabled={disabled}
            onChange={({ target }) => changeGeneralisation(app, { squareBuildings: target.checked })}
          />
          {t.export.squareBuildings}
        </label>
      )}
      {isFixed && <p className="hint across">{t.reopened.fixed}</p>}
    </>
  );
}
