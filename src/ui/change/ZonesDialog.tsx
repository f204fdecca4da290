import type { ChangeFigures } from "../../core/change/figures.ts";
import { useAppState } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import { useChange } from "./context.ts";

/** Land take of each zone that the user has brought. */
export function ZonesDialog({ onClose }: { onClose: () => void }) {
  const { c } = useChange();
  const zones = useAppState(({ change }) => change.zones);
  const figures = useAppState(({ change }) => change.zoneFigures?.list);
  const whole = useAppState(({ change }) => change.compared?.figures);
  if (zones === undefined || figures === undefined || whole === undefined) return null;
  const title = c.figures.zonesTitle(zones.file);
  const { rows } = c.figures;
  return (
    <Dialog title={title} size="content" testId="zones-dialog" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className="matrix-frame" tabIndex={0} aria-label={title}>
        <table className="matrix" data-testid="zones">
          <thead>
            <tr>
              {[
                c.figures.zone,
                c.figures.zoneCompared,
                rows.artificialised,
                c.figures.zoneMay.artificialised,
                rows.renatured,
                c.figures.zoneMay.renatured,
                rows.net,
                c.figures.zoneUncompared,
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map((ofZone, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: zones may have the same name, and never change places
              <tr key={index}>
                <th scope="row">{zones.list[index]?.name}</th>
                <Cells figures={ofZone} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{c.figures.zonesWhole}</th>
              <Cells figures={whole} />
            </tr>
          </tfoot>
        </table>
      </section>
    </Dialog>
  );
}

function Cells({ figures: { compared, uncompared, landTake } }: { figures: ChangeFigures }) {
  const { c, hectares } = useChange();
  return (
    <>
      <td>{hectares(compared)}</td>
      <td>{hectares(landTake.artificialised)}</td>
      <td>{c.figures.plus(hectares(landTake.mayBeArtificialised))}</td>
      <td>{hectares(landTake.renatured)}</td>
      <td>{c.figures.plus(hectares(landTake.mayBeRenatured))}</td>
      <td className="strong">{hectares(landTake.net)}</td>
      <td>{hectares(uncompared)}</td>
    </>
  );
}
