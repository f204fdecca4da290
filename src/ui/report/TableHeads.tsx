interface TableHeadsProps {
  /** what the rows are */
  readonly rows: string;
  /** what the columns of figures are */
  readonly figures: readonly string[];
  /** how those are read aloud, where they are short on paper */
  readonly labels?: readonly string[];
}

/** Heads of a table: of its rows, and of its columns of figures. */
export function TableHeads({ rows, figures, labels }: TableHeadsProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{rows}</th>
        {figures.map((head, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same head, and none changes places
          <th key={column} scope="col" className="figure" aria-label={labels?.[column]}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}
