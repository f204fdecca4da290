import { Grid3x3, MapPinned, Table2, X } from "lucide-react";
import { useState } from "react";
import type { ChangeFigures, LandTake } from "../../core/change/figures.ts";
import { comparabilityMessagesOf } from "../../i18n/comparability.ts";
import { dropZones, measureZones, setZones } from "../../state/commands/change/zones.ts";
import { isOld } from "../../state/comparison.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { FilePicker } from "../FilePicker.tsx";
import { Certainty } from "../sample/Certainty.tsx";
import { useChange } from "./context.ts";
import { FlowDialog } from "./FlowDialog.tsx";
import { ZonesDialog } from "./ZonesDialog.tsx";

/** Square metres: what rounds to none is none. */
const LEAST_TOLD = 0.5;

/** What was taken and given back, how sure, and what the figures do not say. */
export function Figures() {
  const { t } = useMessages();
  const { c, format } = useChange();
  const figures = useAppState(({ change }) => change.compared?.figures);
  const area = useAppState(({ change }) => change.area);
  const old = useAppState(({ change }) => isOld(change));
  const [flowsShown, showFlows] = useState(false);
  if (figures === undefined) return null;
  return (
    <div className="figures">
      {old && <p className="warning">{c.old}</p>}
      <LandTakeTable landTake={figures.landTake} />
      <Certainty />
      <p className="hint">{c.figures.explain.may}</p>
      <p className="hint">
        {c.figures.compared(format.area(figures.compared))}{" "}
        {area !== undefined && c.figures.within(area.name || t.area.origins[area.origin])}{" "}
        {figures.uncompared >= LEAST_TOLD && c.figures.uncompared(format.area(figures.uncompared))}
      </p>
      <TotalsTable changes={figures.changes} />
      <button type="button" className="button wide" data-testid="show-flows" onClick={() => showFlows(true)}>
        <Grid3x3 size={16} aria-hidden /> {c.figures.flows}
      </button>
      <Zones />
      <Limits />
      {flowsShown && <FlowDialog figures={figures} onClose={() => showFlows(false)} />}
    </div>
  );
}

function LandTakeTable({ landTake }: { landTake: LandTake }) {
  const { c, hectares } = useChange();
  const { artificialised, renatured, net, mayBeArtificialised, mayBeRenatured } = landTake;
  const words = c.figures;
  const rows = [
    ["artificialised", artificialised, words.plus(hectares(mayBeArtificialised))],
    ["renatured", renatured, words.plus(hectares(mayBeRenatured))],
    ["net", net, words.between(hectares(net - mayBeRenatured), hectares(net + mayBeArtificialised))],
  ] as const;
  return (
    <table className="land-take" data-testid="land-take">
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.measure}</th>
          <th scope="col">{words.certain}</th>
          <th scope="col">{words.may}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, certain, may]) => (
          <tr key={name} data-row={name}>
            <th scope="row">
              <strong>{words.rows[name]}</strong>
              <span className="hint">{words.explain[name]}</span>
            </th>
            <td className="strong">{hectares(certain)}</td>
            <td>{may}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TotalsTable({ changes }: { changes: ChangeFigures["changes"] }) {
  const { c, format, hectares } = useChange();
  const states = ["reviewed", "unreviewed", "rejected"] as const;
  if (states.every((state) => changes[state].count === 0)) return <p>{c.figures.noChange}</p>;
  return (
    <table className="land-take" data-testid="review-totals">
      <caption>{c.figures.totals}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{c.figures.count}</th>
          <th scope="col">{c.figures.hectares}</th>
        </tr>
      </thead>
      <tbody>
        {states.map((state) => (
          <tr key={state} data-row={state}>
            <th scope="row">{c.figures.states[state]}</th>
            <td>{format.number(changes[state].count)}</td>
            <td>{hectares(changes[state].squareMetres)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Polygons that each have figures of their own. */
function Zones() {
  const app = useApp();
  const { c, format } = useChange();
  const zones = useAppState(({ change }) => change.zones);
  const [shown, show] = useState(false);
  const open = async () => {
    await measureZones(app);
    show(true);
  };
  if (zones === undefined)
    return (
      <div>
        <FilePicker
          className="button wide"
          testId="choose-zones"
          onFiles={(files) =>
            void setZones(
              app,
              files.map(({ file }) => file),
            )
          }
        >
          <MapPinned size={16} aria-hidden /> {c.figures.zonesOpen}
        </FilePicker>
        <p className="hint">{c.figures.zonesHint}</p>
      </div>
    );
  return (
    <div>
      <button type="button" className="button wide" data-testid="show-zones" onClick={() => void open()}>
        <Table2 size={16} aria-hidden /> {c.figures.zones}
      </button>
      <p className="hint">{c.figures.zonesOf(zones.file, format.number(zones.list.length))}</p>
      <button type="button" className="button quiet" onClick={() => dropZones(app)}>
        <X size={16} aria-hidden /> {c.figures.zonesDrop}
      </button>
      {shown && <ZonesDialog onClose={() => show(false)} />}
    </div>
  );
}

/** What no figure of land take says by itself: always beside the figures. */
function Limits() {
  const { c, locale } = useChange();
  return (
    <section className="limits" aria-label={c.figures.limits} data-testid="limits">
      <h3>{c.figures.limits}</h3>
      {comparabilityMessagesOf[locale].limits.map((sentence) => (
        <p key={sentence} className="hint">
          {sentence}
        </p>
      ))}
    </section>
  );
}
