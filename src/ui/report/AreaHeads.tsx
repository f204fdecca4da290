import { useReportWords } from "./words.ts";

/** Heads of the columns that every table of areas has. */
export function AreaHeads() {
  const { r } = useReportWords();
  return (
    <>
      <th scope="col" className="figure">
        {r.covers.hectares}
      </th>
      <th scope="col" className="figure">
        {r.covers.share}
      </th>
    </>
  );
}
