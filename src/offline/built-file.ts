/** A file of the built app, as `vite/service-worker.ts` lists them. */
export interface BuiltFile {
  /** relative to the page */
  readonly url: string;
  /** of its contents; null where its name has one */
  readonly revision: string | null;
  /** as it is on the server's disk */
  readonly bytes: number;
}

export const SERVICE_WORKER_FILE = "sw.js";
