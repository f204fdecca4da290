import { FileUp, Grid3x3, X } from "lucide-react";
import { useRef, useState } from "react";
import { agreementOf } from "../../core/landcover/comparison.ts";
import { cancelExport } from "../../state/commands/export-result.ts";
import { openFiles } from "../../state/commands/open-files.ts";
import {
  compareWithReference,
  dropReference,
  isCurrent,
  referenceOf,
  showReference,
  takeUses,
} from "../../state/commands/reference.ts";
import { isBusy, type OpenReference } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ProgressBar } from "../ProgressBar.tsx";
import { ComparisonDialog } from "./ComparisonDialog.tsx";

/** Another map of the same ground beside the result: shown, compared, its uses taken. */
export function ReferenceSection() {
  const app = useApp();
  const { t } = useMessages();
  const state = useAppState(({ reference }) => reference);
  const reference = referenceOf({ reference: state });
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="reference" aria-labelledby="reference-title">
      <h3 id="reference-title">{t.reference.title}</h3>
      {state.phase === "reading" && <p role="status">{t.reference.reading(state.file)}</p>}
      {reference === undefined ? (
        <>
          <p className="hint">{t.reference.explain}</p>
          <button type="button" className="button" onClick={() => input.current?.click()}>
            <FileUp size={16} aria-hidden /> {t.reference.open}
          </button>
        </>
      ) : (
        <OpenedReference reference={reference} share={state.phase === "comparing" ? state.share : undefined} />
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="reference-file"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ""; // the same file may be chosen again
          if (files.length > 0)
            void openFiles(
              app,
              files.map((file) => ({ file, folder: "" })),
            );
        }}
      />
    </section>
  );
}

/** @param share of a comparison that goes on; undefined where none does */
function OpenedReference({ reference, share }: { reference: OpenReference; share: number | undefined }) {
  const app = useApp();
  const { t, format } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const current = useAppState((state) => isCurrent(reference, state));
  const busy =
    useAppState(
      (state) =>
        isBusy(state) || state.result === undefined || ["vectorising", "writing"].includes(state.exporting.phase),
    ) || share !== undefined;
  const { comparison } = reference;
  const agreement = comparison && agreementOf(comparison.areas);
  const start = () => {
    setOpen(true);
    if (!current) void compareWithReference(app);
  };
  return (
    <div className="reference-open" data-testid="reference">
      <p>
        <strong>{t.reference.products[reference.nomenclature]}</strong> · {reference.file} ·{" "}
        {t.reference.polygons(reference.polygons, format)}
      </p>
      <fieldset className="segmented" aria-label={t.reference.shown}>
        {(["hidden", "outlines", "colours"] as const).map((shown) => (
          <button
            key={shown}
            type="button"
            aria-pressed={reference.shown === shown}
            onClick={() => showReference(app, shown)}
          >
            {t.reference.showings[shown]}
          </button>
        ))}
      </fieldset>
      {share !== undefined && (
        <div className="run">
          <p role="status">{t.reference.comparing}</p>
          <ProgressBar share={share} />
        </div>
      )}
      {/* One element whatever it does, so that the keyboard's focus stays on it. */}
      <button
        type="button"
        className="button wide"
        disabled={busy && share === undefined}
        data-testid={share === undefined ? "compare" : "cancel-compare"}
        onClick={() => (share === undefined ? start() : cancelExport(app))}
      >
        {share === undefined ? <Grid3x3 size={16} aria-hidden /> : <X size={16} aria-hidden />}{" "}
        {share !== undefined
          ? t.export.cancel
          : comparison === undefined || current
            ? t.reference.compare
            : t.reference.again}
      </button>
      {agreement !== undefined && share === undefined && (
        <p data-testid="agreement">
          {Number.isNaN(agreement.overall)
            ? t.reference.nothingShared
            : t.reference.overall(format.percent(agreement.overall, 1))}
          {!current && ` ${t.reference.old}`}
        </p>
      )}
      {reference.hasUses && (
        <>
          <button
            type="button"
            className="button wide"
            disabled={busy}
            data-testid="take-uses"
            onClick={() => void takeUses(app, !reference.usesTaken)}
          >
            {reference.usesTaken ? t.reference.stopTaking : t.reference.take}
          </button>
          <p className="hint" role="status">
            {reference.usesTaken ? t.reference.taken : t.reference.takeExplain}
          </p>
        </>
      )}
      <button type="button" className="button quiet" onClick={() => dropReference(app)}>
        <X size={16} aria-hidden /> {t.reference.remove}
      </button>
      {isOpen && comparison !== undefined && current && share === undefined && (
        <ComparisonDialog comparison={comparison.areas} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
