import { Fragment } from "react";
import { keysMessagesOf } from "../../i18n/keys.ts";
import { allowSingleKeys, showKeys } from "../../state/commands/show-keys.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import type { Chord } from "./chords.ts";
import { type Shortcut, shortcuts } from "./shortcuts.ts";

const groups = ["always", "map", "review", "comparison", "sample"] as const;

/** All keys and what they do. */
export default function KeysDialog() {
  const app = useApp();
  const t = keysMessagesOf[useMessages().locale];
  const singleKeys = useAppState((state) => state.singleKeys);
  return (
    <Dialog title={t.title} size="form" testId="keys" onClose={() => showKeys(app, false)}>
      <div className="keys-groups">
        {groups.map((group) => {
          const own = shortcuts.filter((shortcut) => shortcut.group === group);
          return (
            own.length > 0 && (
              <section key={group} aria-labelledby={`keys-${group}`}>
                <h3 id={`keys-${group}`}>{t.groups[group]}</h3>
                <dl>
                  {own.map((shortcut) => (
                    <Entry key={shortcut.id} shortcut={shortcut} off={!singleKeys} />
                  ))}
                </dl>
              </section>
            )
          );
        })}
      </div>
      <p className="hint">{t.mac}</p>
      <label className="check">
        <input type="checkbox" checked={singleKeys} onChange={({ target }) => allowSingleKeys(app, target.checked)} />
        {t.single}
      </label>
      <p className="hint">{t.singleHint}</p>
    </Dialog>
  );
}

function Entry({ shortcut: { id, chords }, off }: { shortcut: Shortcut; off: boolean }) {
  const t = keysMessagesOf[useMessages().locale];
  const caps: Readonly<Record<string, string>> = t.caps;
  const nameOf = ({ caps: [...names] }: Chord) => names.map((name) => caps[name] ?? name);
  return (
    <div className={off && chords.every(({ single }) => single) ? "off" : ""}>
      <dt>
        {chords.map((chord, index) => (
          <Fragment key={chord.caps.join()}>
            {index > 0 && ` ${t.or} `}
            {nameOf(chord).map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </Fragment>
        ))}
      </dt>
      <dd>{t.names[id]}</dd>
    </div>
  );
}
