type Json = Readonly<Record<string, unknown>>;

/** A value and the way to it, so that a refusal can name it. */
export interface Field {
  of(name: string): Field;
  list(most: number): Field[];
  text(): string;
  number(least: number, most: number): number;
  flag(): boolean;
  oneOf<T>(allowed: readonly T[]): T;
  /** undefined where there is nothing */
  optional<T>(read: (field: Field) => T): T | undefined;
  raw(): unknown;
  refuse(): never;
}

/**
 * A parsed JSON value, to be read field by field.
 * @param refuse throws of the first field that will not do; of the root the path is ""
 */
export function jsonField(value: unknown, refuseAt: (path: string) => never, path = ""): Field {
  const refuse = (): never => refuseAt(path);
  const self: Field = {
    of(name) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse();
      return jsonField((value as Json)[name], refuseAt, path === "" ? name : `${path}.${name}`);
    },
    list(most) {
      if (!Array.isArray(value) || value.length > most) return refuse();
      return value.map((entry, index) => jsonField(entry, refuseAt, `${path}[${index}]`));
    },
    text: () => (typeof value === "string" && value.trim() !== "" ? value : refuse()),
    number: (least, most) => (typeof value === "number" && value >= least && value <= most ? value : refuse()),
    flag: () => (typeof value === "boolean" ? value : refuse()),
    oneOf: (allowed) => allowed.find((one) => one === value) ?? refuse(),
    optional: (read) => (value === undefined || value === null ? undefined : read(self)),
    raw: () => value,
    refuse,
  };
  return self;
}
