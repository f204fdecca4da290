import { addContacts, type Contact } from "../../core/contacts.ts";
import type { App } from "../store.ts";

/** Adds what the page or a worker has asked for to what the privacy panel shows. */
export function noteContacts({ store }: Pick<App, "store">, contacts: readonly Contact[]): void {
  if (contacts.length > 0) store.setState((state) => ({ contacts: addContacts(state.contacts, contacts) }));
}
