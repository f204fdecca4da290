import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { GEOPLATEFORME_ORIGIN } from "../../core/geoplateforme/imagery.ts";
import type { Stored } from "../../core/ports/site-data.ts";
import { machineMessagesOf } from "../../i18n/machine.ts";
import { eraseAllOnReload } from "../../state/erase-all.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";

/** What was contacted, by what rule, and what this browser keeps. */
export default function PrivacyPage({ onClose }: { onClose: () => void }) {
  const { t, locale } = useMessages();
  const words = machineMessagesOf[locale].privacy;
  return (
    <Dialog title={t.help.privacy} size="form" testId="privacy" onClose={onClose}>
      <section className="facts">
        <h3>{words.contacted}</h3>
        <Contacts />
        <p className="hint">{words.witness}</p>
      </section>
      <section className="facts">
        <h3>{words.policy}</h3>
        <Policy />
      </section>
      <section className="facts">
        <h3>{words.stored}</h3>
        <Storage />
      </section>
    </Dialog>
  );
}

function Contacts() {
  const { format, locale } = useMessages();
  const words = machineMessagesOf[locale].privacy;
  const contacts = useAppState((state) => state.contacts);
  const own = contacts.find(({ origin }) => origin === location.origin);
  const others = contacts.filter(({ origin, requests }) => origin !== location.origin && requests > 0);
  const blocked = contacts.filter((contact) => contact.blocked > 0);
  return (
    <ul className="contacts">
      {own !== undefined && (
        <li>{words.own(own.origin, own.requests, format.number(own.requests), format.bytes(own.bytes))}</li>
      )}
      {others.length === 0 && (
        <li data-testid="contacted-nobody">
          <strong>{words.nobody}</strong>
        </li>
      )}
      {others.map(({ origin, requests }) => (
        <li key={origin} data-testid="contacted">
          <strong>{words.other(origin, requests, format.number(requests))}</strong>
        </li>
      ))}
      {blocked.map(({ origin, blocked: count }) => (
        <li key={origin} className="warning" data-testid="blocked">
          {words.blocked(origin, count, format.number(count))}
        </li>
      ))}
    </ul>
  );
}

/** In the document's own words, one directive a line. */
function Policy() {
  const { locale } = useMessages();
  const words = machineMessagesOf[locale].privacy;
  const [policy] = useState(
    () => document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content,
  );
  if (policy === undefined) return <p className="warning">{words.policyMeans.none}</p>;
  return (
    <>
      <p>{words.policyMeans[policy.includes(GEOPLATEFORME_ORIGIN) ? "online" : "closed"]}</p>
      <pre className="policy" data-testid="policy">
        {policy.split("; ").join("\n")}
      </pre>
    </>
  );
}

function Storage() {
  const app = useApp();
  const { format, locale } = useMessages();
  const words = machineMessagesOf[locale].privacy;
  const [stored, setStored] = useState<readonly Stored[]>();
  const [unsaved, setUnsaved] = useState(0);
  const [corrected, setCorrected] = useState(0);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    let isShown = true;
    const { engine } = app;
    const listed = [engine.siteData(), engine.runs.list().catch(() => []), engine.work.list().catch(() => [])] as const;
    void Promise.all(listed).then(([found, runs, work]) => {
      if (!isShown) return;
      setCorrected(work.filter(({ file, corrections }) => file !== undefined && corrections > 0).length);
      setStored(found);
      setUnsaved(runs.filter(({ exported, tilesDone }) => !exported && tilesDone > 0).length);
    });
    return () => {
      isShown = false;
    };
  }, [app]);
  if (stored === undefined) return null;
  return (
    <>
      {stored.length === 0 && corrected === 0 ? (
        <p>{words.nothingStored}</p>
      ) : (
        <dl data-testid="stored">
          {stored.map(({ kind, count, bytes }) => (
            <div key={kind}>
              <dt>{nameOf(kind, count)}</dt>
              <dd>{format.bytes(bytes)}</dd>
            </div>
          ))}
          {corrected > 0 && (
            <div data-testid="stored-corrections">
              <dt>{words.kinds.corrections(format.number(corrected))}</dt>
            </div>
          )}
        </dl>
      )}
      {isAsking ? (
        <Confirmation stored={stored} unsaved={unsaved} corrected={corrected} onStay={() => setAsking(false)} />
      ) : (
        <button type="button" className="button" data-testid="erase" onClick={() => setAsking(true)}>
          <Trash2 size={16} aria-hidden /> {words.erase}
        </button>
      )}
    </>
  );

  function nameOf(kind: Stored["kind"], count: number): string {
    return kind === "app" ? words.kinds[kind] : words.kinds[kind](format.number(count));
  }
}

interface ConfirmationProps {
  readonly stored: readonly Stored[];
  /** runs never exported */
  readonly unsaved: number;
  /** opened files that have corrections here */
  readonly corrected: number;
  readonly onStay: () => void;
}

function Confirmation({ stored, unsaved, corrected, onStay }: ConfirmationProps) {
  const { format, locale } = useMessages();
  const words = machineMessagesOf[locale].privacy;
  const hasWork = useAppState(({ image, result }) => image !== undefined || result !== undefined);
  const lost = stored.flatMap(({ kind, count }) =>
    kind === "app" ? [] : [words.kinds[kind](format.number(count)).toLocaleLowerCase(locale)],
  );
  return (
    <div className="erase" role="alertdialog" aria-labelledby="erase-ask">
      <p id="erase-ask">
        <strong>{words.eraseAsk}</strong>
      </p>
      <p>{words.eraseLoses([...lost, words.preferences].join(", "))}</p>
      {unsaved > 0 && <p className="warning">{words.eraseUnsaved(unsaved)}</p>}
      {corrected > 0 && <p className="warning">{words.eraseCorrections(corrected)}</p>}
      {hasWork && <p className="warning">{words.eraseWork}</p>}
      {stored.some(({ kind }) => kind === "app") && <p className="warning">{words.eraseApp}</p>}
      <div className="erase-actions">
        {/* biome-ignore lint/a11y/noAutofocus: the question takes the place of the button that had the focus */}
        <button type="button" className="button" autoFocus onClick={onStay}>
          {words.eraseStay}
        </button>
        <button type="button" className="button danger" data-testid="erase-all" onClick={eraseAllOnReload}>
          <Trash2 size={16} aria-hidden /> {words.eraseGo}
        </button>
      </div>
    </div>
  );
}
