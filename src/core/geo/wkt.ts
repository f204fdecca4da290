/** A node of well-known text: `KEYWORD[value, …]`. */
export interface WktNode {
  readonly keyword: string;
  readonly values: readonly (string | number | WktNode)[];
}

/** Quoted text ("" inside is a quote), a number or a bare word, a bracket. */
const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([[(\])])|([^\s,[\]()"]+))\s*,?/y;

/**
 * Well-known text as a tree: OGC WKT 1, ESRI's dialect and WKT 2 are one grammar. Undefined when it is not one.
 * Keywords come out in capitals, numbers as numbers, everything else as text.
 */
export function parseWkt(text: string): WktNode | undefined {
  const open: { keyword: string; values: (string | number | WktNode)[] }[] = [];
  let word: string | undefined;
  TOKEN.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    const [whole, quoted, bracket, bare] = TOKEN.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const parent = open[open.length - 1];
    if (bracket === "[" || bracket === "(") {
      if (word === undefined) return undefined;
      open.push({ keyword: word.toUpperCase(), values: [] });
      word = undefined;
      continue;
    }
    if (word !== undefined) parent?.values.push(wordValue(word));
    word = bare;
    if (quoted !== undefined) parent?.values.push(quoted.replaceAll('""', '"'));
    if (bracket === "]" || bracket === ")") {
      const done = open.pop();
      if (done === undefined) return undefined;
      if (open.length === 0) return done;
      open[open.length - 1]!.values.push(done);
    }
  }
}

function wordValue(word: string): string | number {
  const number = Number(word);
  return Number.isNaN(number) ? word : number;
}

/** The first child with one of these keywords. */
export function childOf(node: WktNode | undefined, ...keywords: readonly string[]): WktNode | undefined {
  return childrenOf(node, ...keywords)[0];
}

export function childrenOf(node: WktNode | undefined, ...keywords: readonly string[]): readonly WktNode[] {
  return (node?.values ?? []).filter(
    (value): value is WktNode => typeof value === "object" && keywords.includes(value.keyword),
  );
}

/** The text a node begins with: its name. */
export function nameOf(node: WktNode | undefined): string {
  const [name] = node?.values ?? [];
  return typeof name === "string" ? name : "";
}

/** Its value number `index`, if that is a number. */
export function numberAt(node: WktNode | undefined, index: number): number | undefined {
  const value = node?.values[index];
  return typeof value === "number" ? value : undefined;
}
