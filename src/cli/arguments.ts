import { isAbsolute, resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { appError } from "../core/errors.ts";
import { nearestName } from "./nearest-name.ts";

/** `npm run` changes the folder to the project's; paths mean what they meant where the user stood. */
export function userPath(path: string): string {
  return isAbsolute(path) ? path : resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Positional arguments, one at least, and options, or `option-unknown` and `argument-invalid` saying what is wrong. */
export function parseSeveral<O extends Options>(args: string[], what: string, options: O) {
  const { values, positionals } = (() => {
    const read = { args: withSignedValues(args), options, allowPositionals: true } as const;
    try {
      return parseArgs({ ...read, strict: true });
    } catch (cause) {
      const { tokens } = parseArgs({ ...read, strict: false, tokens: true });
      const unknown = tokens.find((token) => token.kind === "option" && !Object.hasOwn(options, token.name));
      if (unknown?.kind === "option") {
        const nearest = nearestName(unknown.name, Object.keys(options));
        throw appError("option-unknown", { option: unknown.rawName, nearest: nearest ? `--${nearest}` : "" }, cause);
      }
      throw appError("argument-invalid", { detail: (cause as Error).message }, cause);
    }
  })();
  if (positionals.length === 0) throw appError("argument-invalid", { detail: what });
  return { paths: positionals.map(userPath), values };
}

/** A number below 0 is a value and no option: `--shift -0.3,0.2` is what everybody writes. */
function withSignedValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const isValue = /^-[\d.]/.test(arg) && /^--[^=]+$/.test(joined.at(-1) ?? "");
    joined.push(isValue ? `${joined.pop()}=${arg}` : arg);
  }
  return joined;
}

export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw appError("argument-invalid", { detail: option });
  return value;
}

/** A number not below `least`. */
export function numberOf(value: string | undefined, option: string, fallback: number, least: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isFinite(number) || number < least || value.trim() === "")
    throw appError("argument-invalid", { detail: `${option} ${value}` });
  return number;
}
