/**
 * What this app has asked of one origin: all that is kept of a request. Addresses are not: they hold files' names and,
 * for a map, places.
 */
export interface Contact {
  /** "https://data.geopf.fr"; what the policy calls it where it is no address ("inline", "eval") */
  readonly origin: string;
  readonly requests: number;
  /** received over the network, as far as the browser tells: 0 from a cache, and from a server that does not allow it */
  readonly bytes: number;
  /** refused by the page's policy before anything was sent */
  readonly blocked: number;
}

/** Several notes of the same origin as one, in the order in which origins were first met. */
export function addContacts(known: readonly Contact[], more: readonly Contact[]): readonly Contact[] {
  const sums = new Map(known.map((contact) => [contact.origin, contact]));
  for (const { origin, requests, bytes, blocked } of more) {
    const before = sums.get(origin) ?? { requests: 0, bytes: 0, blocked: 0 };
    sums.set(origin, {
      origin,
      requests: before.requests + requests,
      bytes: before.bytes + bytes,
      blocked: before.blocked + blocked,
    });
  }
  return [...sums.values()];
}
