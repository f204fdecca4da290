import { followPosition, hidePosition } from "../../state/commands/position.ts";
import { metresBeside, placeOf } from "../../state/position.ts";
import { groundOf } from "../../state/result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Card } from "./Card.tsx";
import { usePlaceText } from "./use-place-text.ts";

/** Where the user is, how sure that is, and how far from the image. */
export function PositionCard() {
  const app = useApp();
  const { t, format } = useMessages();
  const position = useAppState((state) => state.position);
  const ground = useAppState(groundOf);
  const texts = usePlaceText();
  if (position.phase === "off" || ground === undefined || texts === undefined) return null;
  const { located: words } = t.map;
  const metres = (value: number) =>
    value < 1000 ? `${format.number(value)}\u202fm` : `${format.number(value / 1000, 1)}\u202fkm`;
  const close = () => hidePosition(app);
  if (position.phase === "asking") {
    return (
      <Card title={words.title} testId="position" onClose={close}>
        <p role="status">{words.asking}</p>
      </Card>
    );
  }
  const place = placeOf(position, ground.crs);
  const beside = metresBeside(place, ground);
  return (
    <Card title={words.title} testId="position" onClose={close}>
      <p>
        {texts.own(...place)}, {words.accuracy(metres(position.accuracyMetres))}
      </p>
      {beside > position.accuracyMetres && <p className="warning">{words.beside(metres(beside))}</p>}
      <p role="status">{position.isLost ? words.lost : position.following ? words.following : words.moved}</p>
      <p className="hint">{words.lasting}</p>
      <div className="card-actions">
        {!position.following && (
          <button type="button" className="button quiet" onClick={() => followPosition(app, true)}>
            {words.follow}
          </button>
        )}
        <button type="button" className="button quiet" onClick={close}>
          {words.hide}
        </button>
      </div>
    </Card>
  );
}
