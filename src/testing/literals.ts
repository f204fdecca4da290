import { parseAst } from "vite";

/** A piece of text that the source holds, and where. */
export interface Literal {
  /** templates with ¤ for what is filled in */
  readonly text: string;
  /** name of the JSX attribute, or undefined where it is none's */
  readonly attribute: string | undefined;
  /** between tags */
  readonly isJsxText: boolean;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** All strings, templates and JSX texts of a TypeScript file, by its name, but the names of modules. */
export function literalsOf(file: string, source: string): Literal[] {
  const found: Literal[] = [];
  const visit = (node: Node, attribute: string | undefined): void => {
    if (node.type === "ImportDeclaration" || node.type.startsWith("TS")) {
      // `as` and `satisfies` stand around values
      if (isNode(node["expression"])) visit(node["expression"], attribute);
      return;
    }
    if (node.type === "BinaryExpression" && node["operator"] !== "+") return; // compared with, not shown
    if (node.type === "Literal" && typeof node["value"] === "string")
      found.push({ text: node["value"], attribute, isJsxText: false });
    if (node.type === "JSXText") found.push({ text: String(node["value"]), attribute: undefined, isJsxText: true });
    if (node.type === "TemplateLiteral") {
      const quasis = node["quasis"] as { value: { cooked: string } }[];
      found.push({ text: quasis.map(({ value }) => value.cooked).join("¤"), attribute, isJsxText: false });
    }
    const named = node.type === "JSXAttribute" ? String((node["name"] as { name: unknown }).name) : attribute;
    const inside = node.type === "JSXElement" || node.type === "JSXFragment" ? undefined : named;
    for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, inside);
  };
  visit(parseAst(source, { lang: file.endsWith("x") ? "tsx" : "ts" }) as unknown as Node, undefined);
  return found;
}
