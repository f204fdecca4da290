import { passContactsOn } from "./watch-contacts.ts";

// Comes before each worker's own module: see web-worker.ts.
passContactsOn((note) => postMessage(note));
