import { Download } from "lucide-react";
import { agreementOf, type Comparison, OTHER_CODE } from "../../core/landcover/comparison.ts";
import { cosiaOf } from "../../core/landcover/cosia.ts";
import { coverOf } from "../../core/landcover/ocsge.ts";
import { saveComparison } from "../../state/commands/reference.ts";
import { useApp, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import { matrixHectares } from "../matrix-hectares.ts";

/** The matrix of both maps' classes in hectares, as wide as the screen lets it be. */
export function ComparisonDialog({ comparison, onClose }: { comparison: Comparison; onClose: () => void }) {
  const app = useApp();
  const { t, format } = useMessages();
  const { overall, compared } = agreementOf(comparison);
  return (
    <Dialog
      title={t.reference.matrixTitle}
      size="content"
      testId="comparison"
      onClose={onClose}
      footer={
        <button type="button" className="button" data-testid="comparison-csv" onClick={() => void saveComparison(app)}>
          <Download size={16} aria-hidden /> {t.reference.csv}
        </button>
      }
    >
      <p>
        {Number.isNaN(overall)
          ? t.reference.nothingShared
          : `${t.reference.overall(format.percent(overall, 1))} ${t.reference.compared(format.area(compared))}`}
      </p>
      <p className="warning">{t.reference.warning}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, for the keyboard too */}
      <section className="matrix-frame" aria-label={t.reference.matrixTitle} tabIndex={0}>
        <Matrix comparison={comparison} />
      </section>
      <p className="hint">{t.reference.readMatrix}</p>
    </Dialog>
  );
}

function Matrix({ comparison }: { comparison: Comparison }) {
  const { t, format, locale } = useMessages();
  const { nomenclature, codes, matrix, unmapped } = comparison;
  const { byClass, overall, compared } = agreementOf(comparison);
  const outside = unmapped.reduce((sum, area) => sum + area, 0);
  const hectares = (area: number) => matrixHectares(area, format);
  const share = (value: number) => (Number.isNaN(value) ? "–" : format.percent(value));
  const label = (code: string) => {
    if (code === OTHER_CODE) return t.reference.other;
    if (nomenclature === "ocsge") return coverOf(code)?.[locale === "fr" ? "labelFr" : "labelEn"];
    return cosiaOf(Number(code))?.[locale === "fr" ? "nameFr" : "nameEn"];
  };
  return (
    <table className="matrix" data-testid="matrix">
      <thead>
        <tr>
          <th scope="col">{t.reference.corner}</th>
          {codes.map((code) => (
            <th key={code} scope="col" title={label(code)}>
              {nomenclature === "ocsge" && code !== OTHER_CODE ? code : (label(code) ?? code)}
            </th>
          ))}
          <th scope="col">{t.reference.uncovered}</th>
          <th scope="col">{t.check.total}</th>
          <th scope="col">{t.reference.agreement}</th>
        </tr>
      </thead>
      <tbody>
        {codes.map((code, row) => (
          <tr key={code} data-code={code}>
            <th scope="row">
              {nomenclature === "ocsge" && code !== OTHER_CODE && <span className="code">{code}</span>}{" "}
              {label(code) ?? code}
            </th>
            {codes.map((theirs, column) => (
              <td key={theirs} className={row === column ? "same" : ""}>
                {hectares(matrix[row]![column]!)}
              </td>
            ))}
            <td>{hectares(unmapped[row]!)}</td>
            <td className="strong">{hectares(byClass[row]!.ours + unmapped[row]!)}</td>
            <td>{share(byClass[row]!.ofOurs)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.check.total}</th>
          {byClass.map(({ theirs }, column) => (
            <td key={codes[column]} className="strong">
              {hectares(theirs)}
            </td>
          ))}
          <td className="strong">{hectares(outside)}</td>
          <td className="strong">{hectares(compared + outside)}</td>
          <td />
        </tr>
        <tr>
          <th scope="row">{t.reference.agreement}</th>
          {byClass.map(({ ofTheirs }, column) => (
            <td key={codes[column]}>{share(ofTheirs)}</td>
          ))}
          <td />
          <td />
          <td className="strong">{share(overall)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
