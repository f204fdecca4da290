const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for an object, the same each time: objects are told apart where only text can be compared. */
export function numberOf(one: object): number {
  const known = numbers.get(one) ?? ++last;
  numbers.set(one, known);
  return known;
}
