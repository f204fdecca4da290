import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { closeCorrections } from "../../state/commands/corrections/open-corrections.ts";
import { canCorrect, isMaking, presentReview } from "../../state/corrections.ts";
import { useApp, useAppState } from "../context.ts";
import { BrushCard } from "./BrushCard.tsx";
import { useCorrections } from "./context.ts";
import { EditList } from "./EditList.tsx";
import { FaceCard } from "./FaceCard.tsx";
import { ReviewCard } from "./ReviewCard.tsx";
import { SplitCard } from "./SplitCard.tsx";
import { Tools } from "./Tools.tsx";
import { useCorrectionKeys } from "./use-correction-keys.ts";
import { Work } from "./Work.tsx";

/** The tools that correct the map, over its left side. */
export default function CorrectionsPanel() {
  const app = useApp();
  const { c } = useCorrections();
  const heading = useRef<HTMLHeadingElement>(null);
  const ready = useAppState(canCorrect);
  const making = useAppState(isMaking);
  const notice = useAppState(({ correcting }) => correcting.notice);
  useCorrectionKeys();
  useEffect(() => {
    heading.current?.focus();
    return () => document.getElementById("open-corrections")?.focus();
  }, []);
  return (
    <section className="corrections-panel" aria-labelledby="corrections-heading" data-testid="corrections">
      <header>
        <h2 ref={heading} id="corrections-heading" tabIndex={-1}>
          {c.title}
        </h2>
        <Work />
        <button type="button" className="icon-button" aria-label={c.close} onClick={() => closeCorrections(app)}>
          <X size={18} aria-hidden />
        </button>
      </header>
      <Tools disabled={!ready} />
      <div className="corrections-body">
        {making && <p className="hint">{c.work.making}</p>}
        {ready && <Card />}
        <p className="correction-notice" role="status" data-testid="correction-notice">
          {notice && c.notices[notice]}
        </p>
      </div>
      <EditList />
    </section>
  );
}

/** What the tool in hand, or the queue, needs to be told. */
function Card() {
  const { c } = useCorrections();
  const tool = useAppState((state) => state.tool);
  const reviewing = useAppState((state) => presentReview(state) !== undefined);
  switch (tool) {
    case "reclass":
    case "merge":
      return <FaceCard tool={tool} />;
    case "split":
      return <SplitCard />;
    case "brush":
      return <BrushCard />;
    default:
      return reviewing ? <ReviewCard /> : <p className="hint">{c.hints.none}</p>;
  }
}
