import { defaultMapping } from "../../core/landcover/class-mapping.ts";
import { cosiaOf } from "../../core/landcover/cosia.ts";
import { coverOf } from "../../core/landcover/ocsge.ts";
import type { Messages } from "../../i18n/index.ts";
import { forgetIdentified } from "../../state/commands/identify.ts";
import { layToolDown } from "../../state/commands/take-tool.ts";
import { CopyButton } from "../CopyButton.tsx";
import { useApp, useAppState, useMessages } from "../context.ts";
import { FactList } from "../FactList.tsx";
import { Card } from "./Card.tsx";
import { Swatch } from "./Swatch.tsx";
import { usePlaceText } from "./use-place-text.ts";

/** What lies at the place asked about: its class, and the features of the user's overlays. */
export function IdentifyCard() {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const identified = useAppState((state) => state.identified);
  const isHeld = useAppState(({ tool }) => tool === "identify");
  const hasResult = useAppState(({ result }) => result !== undefined);
  const hasOverlays = useAppState(({ overlays }) => overlays.some(({ shown }) => shown));
  const place = usePlaceText();
  if (place === undefined || (identified === undefined && !isHeld)) return null;
  const close = () => {
    forgetIdentified(app);
    layToolDown(app, "identify");
  };
  const { identified: words } = t.map;
  if (identified === undefined) {
    return (
      <Card title={words.title} testId="identified" onClose={close}>
        <p className="hint">{t.map.identifyHint}</p>
      </Card>
    );
  }
  const { x, y, numero, confidence, hits } = identified;
  const cosia = cosiaOf(numero ?? 0);
  const name = cosia && (locale === "fr" ? cosia.nameFr : cosia.nameEn);
  const facts: (readonly [string, string])[] = [];
  if (cosia !== undefined) {
    facts.push([words.cover, coverText(cosia.numero, words, locale)]);
    facts.push([words.confidence, confidence === undefined ? words.unknown : format.percent(confidence)]);
  }
  const degrees = place.degrees(x, y);
  facts.push([words.place, `${place.own(x, y)} (EPSG:${place.crs.code})`]);
  if (degrees !== undefined) facts.push(["WGS 84", degrees]);
  const heading = name === undefined ? t.map.noClass : `${name} · ${words.cosia(cosia!.numero)}`;
  const text = [
    ...(hasResult ? [heading] : []),
    ...facts.map((fact) => fact.join(" : ")),
    ...hits.flatMap(({ name, attributes }) => ["", name, ...attributes.map((pair) => pair.join(" : "))]),
  ].join("\n");
  return (
    <Card title={words.title} testId="identified" onClose={close}>
      <div role="status">
        {hasResult && (
          <p className="identified-class">
            {numero === undefined ? (
              words.reading
            ) : (
              <>
                {cosia !== undefined && <Swatch numero={cosia.numero} />} <strong>{heading}</strong>
              </>
            )}
          </p>
        )}
        <FactList rows={facts} />
        {hits.map(({ id, name, attributes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two features of a layer may be alike
          <section key={`${id} ${index}`} className="identified-hit">
            <h3>{name}</h3>
            <FactList rows={attributes} />
          </section>
        ))}
        {hasOverlays && numero !== undefined && hits.length === 0 && <p className="hint">{words.none}</p>}
      </div>
      <CopyButton text={text} label={t.map.copy} />
    </Card>
  );
}

/** What a pixel's class alone says of its cover code; the rest is decided of its whole polygon. */
function coverText(numero: number, words: Messages["map"]["identified"], locale: "fr" | "en"): string {
  const rule = defaultMapping.find((entry) => entry.numero === numero)!.rule;
  const named = (code: string) => {
    const cover = coverOf(code);
    return cover === undefined ? code : `${code} ${locale === "fr" ? cover.labelFr : cover.labelEn}`;
  };
  switch (rule.kind) {
    case "code":
      return named(rule.code);
    case "surroundings":
      return words.surroundings(rule.fallback);
    case "stand":
      return words.stand([rule.conifers, rule.broadleaves, rule.mixed].join(", "));
  }
}
