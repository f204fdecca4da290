/** A number has its decimals; null is empty. */
export type Cell = string | number | null;

/** How a table is put down as text. */
export interface CsvDialect {
  readonly separator: string;
  readonly decimalMark: string;
  /** says that the text is UTF-8 */
  readonly byteOrderMark: boolean;
}

/** RFC 4180, for programs. */
export const rfc4180: CsvDialect = { separator: ",", decimalMark: ".", byteOrderMark: false };

/**
 * What Excel and LibreOffice in French open as columns of numbers by a double click. With a comma between columns they
 * make one column of it, with a point 12.5 is text or the twelfth of May, and without the mark Excel reads é as Ã©.
 */
export const frenchSpreadsheet: CsvDialect = { separator: ";", decimalMark: ",", byteOrderMark: true };

/** What a spreadsheet would work out instead of showing: a zone's name is somebody's text. An apostrophe before it is text. */
const FORMULA = /^[=+\-@\t\r]/;

const DECIMALS = 4;

export function csvText(rows: readonly (readonly Cell[])[], dialect: CsvDialect): string {
  const { separator, decimalMark, byteOrderMark } = dialect;
  const quoted = (cell: string): string =>
    [separator, '"', "\r", "\n"].some((mark) => cell.includes(mark)) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const cellText = (cell: Cell): string => {
    if (cell === null) return "";
    if (typeof cell === "number") return cell.toFixed(DECIMALS).replace(".", decimalMark);
    return quoted(FORMULA.test(cell) ? `'${cell}` : cell);
  };
  const lines = rows.map((cells) => `${cells.map(cellText).join(separator)}\r\n`);
  return `${byteOrderMark ? "\uFEFF" : ""}${lines.join("")}`;
}
