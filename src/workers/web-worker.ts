import type { StartedWorker } from "./client.ts";
import contactsWorkerUrl from "./contacts.worker.ts?worker&url";
import { hearContacts } from "./watch-contacts.ts";

/**
 * Starts a worker's module under the page's content security policy. A worker loaded from a URL has the policy of its
 * own response, and a static server sends none; one started from a blob: inherits its creator's, so the module is
 * imported from a blob.
 *
 * @param url of the worker's module, on our own origin
 */
export function startWebWorker(url: string, name: string): StartedWorker {
  // The watch first: what the module itself asks for is told too.
  const modules = [contactsWorkerUrl, url].map((each) => new URL(each, import.meta.url).href);
  const blob = new Blob(
    modules.map((each) => `import ${JSON.stringify(each)};\n`),
    { type: "text/javascript" },
  );
  const blobUrl = URL.createObjectURL(blob);
  const worker = new Worker(blobUrl, { type: "module", name });
  hearContacts(worker);
  // The worker fetches the blob some time later; a minute on it long has. No closure: it would keep an ended worker that long.
  setTimeout(URL.revokeObjectURL, 60_000, blobUrl);
  return {
    endpoint: worker,
    onDeath(callback) {
      worker.addEventListener("error", (event) => callback(event.message || "the worker could not start"));
      worker.addEventListener("messageerror", () => callback("a message could not be read"));
    },
    terminate: () => worker.terminate(),
  };
}
