import type { MeasuredAccuracy } from "../../core/ports/model-manifest.ts";
import { useReport } from "./context.ts";

/** The model in a few lines, with what has been measured of it and where. */
export function ModelCard() {
  const { report, r, format, locale } = useReport();
  const { model, modelAdded } = report;
  if (model === undefined)
    return (
      <section>
        <h2>{r.model.title}</h2>
        <p>{r.model.elsewhere}</p>
      </section>
    );
  const { resolutionMetres } = model;
  const resolution = resolutionMetres === undefined ? undefined : format.length(resolutionMetres);
  const sets = Object.keys(r.model.sets).flatMap((set) => {
    const measured = model.metrics[set];
    return measured === undefined ? [] : [{ set, measured }];
  });
  return (
    <section>
      <h2>{r.model.title}</h2>
      <p>
        {r.model.card(model.name[locale], model.version, resolution)}{" "}
        {model.licence !== "" && r.model.licence(r.model.licences[model.licence] ?? model.licence)}
      </p>
      {modelAdded ? (
        <p>{r.model.unmeasured}</p>
      ) : sets.length === 0 ? (
        <p>{r.model.noMeasure}</p>
      ) : (
        <Accuracy sets={sets} />
      )}
      {model.limits[locale].length > 0 && (
        <>
          <h3>{r.model.limits}</h3>
          <ul className="report-notes">
            {model.limits[locale].map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Accuracy({ sets }: { sets: readonly { readonly set: string; readonly measured: MeasuredAccuracy }[] }) {
  const { r, format } = useReport();
  const groups = Object.keys(sets.find(({ measured }) => measured.byGroup)?.measured.byGroup ?? {});
  const iou = (value: number | undefined) => (value === undefined ? "–" : format.percent(value));
  return (
    <>
      <h3>{r.model.measured}</h3>
      <table className="report-table" data-testid="report-accuracy">
        <thead>
          <tr>
            <th scope="col">{r.model.group}</th>
            {sets.map(({ set, measured }) => (
              <th key={set} scope="col" className="figure">
                {r.model.sets[set]}
                {measured.patches !== undefined && (
                  <span className="under">
                    {format.number(measured.patches)} {r.model.patches}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="strong">
            <th scope="row">
              {r.model.mean}
              <span className="under">{r.model.interval}</span>
            </th>
            {sets.map(({ set, measured: { miou, miouInterval } }) => (
              <td key={set} className="figure">
                {iou(miou)}
                <span className="under">
                  {miouInterval === undefined
                    ? "–"
                    : `${format.number(100 * miouInterval[0])}–${format.percent(miouInterval[1])}`}
                </span>
              </td>
            ))}
          </tr>
          {groups.map((group) => (
            <tr key={group}>
              <th scope="row">{r.model.groups[group] ?? group}</th>
              {sets.map(({ set, measured: { byGroup, byClass } }) => (
                <td key={set} className="figure">
                  {iou(byGroup?.[group] ?? byClass?.[group])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-note">{r.model.measuredNote}</p>
    </>
  );
}
