import { useId } from "react";
import { useClasses } from "../../core/landcover/ocsge.ts";
import { useCorrections } from "./context.ts";

/** The use of a polygon, of OCS GE's list. */
export function UseField({ use, onChoose }: { use: string | null; onChoose: (use: string | null) => void }) {
  const { c, labelOfUse } = useCorrections();
  const id = useId();
  return (
    <div className="use-field">
      <label htmlFor={id}>{c.facts.use}</label>
      <select
        id={id}
        value={use ?? ""}
        data-testid="face-use"
        onChange={({ target }) => onChoose(target.value === "" ? null : target.value)}
      >
        <option value="">{c.facts.noUse}</option>
        {useClasses.map(({ code }) => (
          <option key={code} value={code}>
            {code} {labelOfUse(code)}
          </option>
        ))}
      </select>
    </div>
  );
}
