import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, preview } from "vite";

export interface ReadingPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds `reading.html`, which reads files by our readers and nothing else, and serves it. */
export async function serveReadingPage(): Promise<ReadingPage> {
  const outDir = mkdtempSync(join(tmpdir(), "ocsol-reading-"));
  await build({
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir, rolldownOptions: { input: "e2e/support/reading.html" } },
  });
  const server = await preview({ configFile: false, logLevel: "error", build: { outDir }, preview: { port: 0 } });
  return {
    url: `${server.resolvedUrls!.local[0]}e2e/support/reading.html`,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true });
    },
  };
}
