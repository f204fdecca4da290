/** Of some names the one that most probably was meant: fewest letters to add, leave out or change; undefined where none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((known) => ({ known, steps: stepsBetween(name, known) }))
    .filter(({ known, steps }) => steps <= Math.max(2, known.length / 2) && steps < Math.max(name.length, known.length))
    .sort((one, other) => one.steps - other.steps);
  return nearest?.known;
}

/** Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966. */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (let at = 0; at < other.length; at++)
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + Number(other[at] !== letter)));
    row = next;
  }
  return row.at(-1)!;
}
