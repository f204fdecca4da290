import { addContacts, type Contact } from "../core/contacts.ts";

type Tell = (contacts: readonly Contact[]) => void;

/** What a worker posts to the thread that started it, among Comlink's messages, which it leaves alone. */
interface Note {
  readonly ocsolContacts: readonly Contact[];
}

/** Told within a thread of what its workers have asked for. */
const HEARD = "ocsol-contacts";

/**
 * Tells every request of this thread, from its first, and those of the workers it has started. The browser is the
 * witness (resource timing), and the page's policy (its violations): nothing that the app itself would have to admit.
 */
export function watchContacts(tell: Tell): void {
  tell(performance.getEntriesByType("navigation").flatMap(contactOf));
  const observer = new PerformanceObserver((list) => tell(addContacts([], list.getEntries().flatMap(contactOf))));
  observer.observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", (event) => {
    const { blockedURI } = event as Event & { readonly blockedURI: string };
    const origin = URL.canParse(blockedURI) ? new URL(blockedURI).origin : blockedURI;
    tell([{ origin, requests: 0, bytes: 0, blocked: 1 }]);
  });
  addEventListener(HEARD, (event) => tell((event as CustomEvent<Note["ocsolContacts"]>).detail));
}

/** In a worker: tells the thread that started it. */
export function passContactsOn(post: (note: Note) => void): void {
  watchContacts((contacts) => {
    if (contacts.length > 0) post({ ocsolContacts: contacts });
  });
}

/** In the thread that starts a worker: listens to what that one passes on. */
export function hearContacts(worker: Worker): void {
  worker.addEventListener("message", ({ data }: MessageEvent<Partial<Note> | null>) => {
    if (data?.ocsolContacts !== undefined) dispatchEvent(new CustomEvent(HEARD, { detail: data.ocsolContacts }));
  });
}

/** None for what never leaves the machine: blob: and data:. */
function contactOf(entry: PerformanceEntry): Contact[] {
  const { protocol, origin } = new URL(entry.name);
  if (!protocol.startsWith("http")) return [];
  const { transferSize } = entry as PerformanceEntry & { readonly transferSize: number };
  return [{ origin, requests: 1, bytes: transferSize, blocked: 0 }];
}
