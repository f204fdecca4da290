import { machineMessagesOf } from "../../i18n/machine.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import { CODE_LICENCE, libraries } from "./libraries.ts";

/** Version, licences and credits. */
export default function AboutPage({ onClose }: { onClose: () => void }) {
  const { version } = useApp();
  const { t, locale } = useMessages();
  const words = machineMessagesOf[locale].about;
  const models = useAppState((state) => state.models);
  return (
    <Dialog title={t.help.about} size="form" testId="about" onClose={onClose}>
      <p>{words.what}</p>
      <section className="facts">
        <dl>
          <div>
            <dt>{words.version}</dt>
            <dd>Ocsol {version}</dd>
          </div>
          <div>
            <dt>{words.code}</dt>
            <dd>{CODE_LICENCE}</dd>
          </div>
        </dl>
        <h3>{words.models}</h3>
        <dl>
          {models.map(({ manifest: { id, version, name, licence, credits } }) => (
            <div key={id}>
              <dt>
                {name[locale]} {version}
              </dt>
              <dd>
                {licence || words.unknownLicence}
                {credits.map((credit) => (
                  <p key={credit} className="hint">
                    {credit}
                  </p>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <h3>{words.libraries}</h3>
        <p>{libraries.map(({ name, licence }) => `${name} (${licence})`).join(", ")}.</p>
        <p>{words.typeface}</p>
      </section>
    </Dialog>
  );
}
