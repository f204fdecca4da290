import { useId, useMemo } from "react";
import { exportSystems } from "../../core/geoplateforme/territories.ts";
import { gridBounds } from "../../core/raster/grid.ts";
import { chooseExportCrs } from "../../state/commands/settings.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** The coordinate system of files: a choice only where the image is not in its territory's legal one. */
export function SystemField({ disabled }: { disabled: boolean }) {
  const app = useApp();
  const { t } = useMessages();
  const id = useId();
  const grid = useAppState(({ image }) => image?.opened.grid);
  const chosen = useAppState((state) => state.exportCrs);
  const systems = useMemo(() => (grid === undefined ? [] : exportSystems(grid.crs, gridBounds(grid))), [grid]);
  if (systems.length < 2) return null;
  return (
    <>
      <label htmlFor={id}>{t.export.system}</label>
      <select
        id={id}
        value={chosen?.code ?? systems[0]!.code}
        disabled={disabled}
        data-testid="export-crs"
        onChange={({ target }) => {
          const crs = systems.find(({ code }) => code === Number(target.value));
          chooseExportCrs(app, crs === systems[0] ? undefined : crs);
        }}
      >
        {systems.map(({ code, name }, index) => (
          <option key={code} value={code}>
            {index === 0 ? t.export.ownSystem(name) : name}
          </option>
        ))}
      </select>
    </>
  );
}
