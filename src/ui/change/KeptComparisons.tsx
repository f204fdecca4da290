import { Play } from "lucide-react";
import { useRef } from "react";
import type { StoredComparison } from "../../state/change.ts";
import { forgetKept, resumeKept } from "../../state/commands/change/entrance.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ForgetButton } from "../ForgetButton.tsx";

/** Comparisons that earlier sessions have left, to be gone on with; before anything else is open. */
export function KeptComparisons() {
  const app = useApp();
  const { t } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  const kept = useAppState(({ change }) => change.kept);
  const isFree = useAppState(
    ({ image, result, opening, change }) =>
      change.key === undefined &&
      (change.shown || (image === undefined && result === undefined && opening.phase === "idle")),
  );
  if (!isFree || kept.length === 0) return null;
  return (
    <section className="resume-offer" data-testid="kept-comparisons">
      <h2 ref={heading} tabIndex={-1}>
        {t.comparing.kept.title}
      </h2>
      <ul>
        {kept.map((one) => (
          <li key={one.key} data-testid="kept-comparison">
            <Offer stored={one} onForget={() => void forgetKept(app, one).then(() => heading.current?.focus())} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offer({ stored, onForget }: { stored: StoredComparison; onForget: () => void }) {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const { sides, decisions, sample, at } = stored;
  const words = t.comparing.kept;
  const [before, after] = [sides.before?.facts, sides.after?.facts].map(
    (facts) => (facts && (facts.image || facts.file)) ?? words.missing,
  );
  const facts = [
    new Date(at).toLocaleDateString(locale, { day: "numeric", month: "long" }),
    decisions.length > 0 && words.decisions(decisions.length, format.number(decisions.length)),
    sample !== undefined && words.sampled,
  ];
  return (
    <>
      <button type="button" className="button primary wide" onClick={() => void resumeKept(app, stored)}>
        <Play size={16} aria-hidden /> <span>{words.resume(before!, after!)}</span>
      </button>
      <p className="hint">{facts.filter(Boolean).join(" · ")}</p>
      <ForgetButton of={words.name(before!, after!)} onForget={onForget} />
    </>
  );
}
