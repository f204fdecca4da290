import { cosiaClasses } from "../../core/landcover/cosia.ts";
import { isolateClass, showAllClasses, toggleClass } from "../../state/commands/settings.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Swatch } from "./Swatch.tsx";

/** Classes by area, with hectares and share; a click shows or hides one, a double click or "seule" shows it alone. */
export function Legend() {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const result = useAppState((state) => state.result);
  const hidden = useAppState((state) => state.view.hidden);
  if (result === undefined) return null;
  const { counts, raster } = result;
  const hectares = (pixels: number) => (pixels * raster.grid.gsdMetres ** 2) / 10_000;
  const total = counts.reduce((sum, pixels, numero) => (numero === 0 ? sum : sum + pixels), 0);
  const present = cosiaClasses
    .filter(({ numero }) => counts[numero]! > 0)
    .sort((p, q) => counts[q.numero]! - counts[p.numero]!);
  const all = present.map(({ numero }) => numero);
  const shown = all.filter((numero) => !hidden.has(numero));
  return (
    <>
      <table className="legend" data-testid="legend">
        <thead>
          <tr>
            <th scope="col">{t.check.classes}</th>
            <th scope="col">{t.check.area}</th>
            <th scope="col">{t.check.share}</th>
            <th scope="col">
              <span className="visually-hidden">{t.check.alone}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {present.map(({ numero, nameFr, nameEn }) => {
            const name = locale === "fr" ? nameFr : nameEn;
            const isAlone = shown.length === 1 && shown[0] === numero;
            return (
              <tr key={numero} className={hidden.has(numero) ? "off" : ""} data-numero={numero}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={!hidden.has(numero)}
                    onClick={({ detail }) => detail < 2 && toggleClass(app, numero)}
                    onDoubleClick={() => {
                      toggleClass(app, numero); // the first click's
                      isolateClass(app, numero, all);
                    }}
                  >
                    <Swatch numero={numero} />
                    {name}
                  </button>
                </th>
                <td>{format.number(hectares(counts[numero]!), 2)}</td>
                <td>{format.number((100 * counts[numero]!) / total, 1)}</td>
                <td className="legend-alone">
                  <button
                    type="button"
                    aria-pressed={isAlone}
                    aria-label={t.check.aloneNamed(name)}
                    title={t.check.aloneNamed(name)}
                    onClick={() => isolateClass(app, numero, all)}
                  >
                    {t.check.alone}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.check.total}</th>
            <td>{format.number(hectares(total), 2)}</td>
            <td>{total > 0 ? format.number(100, 0) : ""}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      {shown.length < all.length && (
        <button type="button" className="button quiet" data-testid="all-classes" onClick={() => showAllClasses(app)}>
          {t.check.showAll}
        </button>
      )}
    </>
  );
}
