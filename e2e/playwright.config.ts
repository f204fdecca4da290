import { createHash } from "node:crypto";
import { defineConfig } from "@playwright/test";
import { ensureChromium } from "./find-chromium.ts";

/** Each checkout has a port of its own: two of them, tested at once, must not serve each other's build. */
const port =
  4173 +
  (createHash("sha256")
    .update(import.meta.dirname)
    .digest()
    .readUInt16BE() %
    1000);

export default defineConfig({
  testDir: ".",
  testMatch: "*.e2e.ts",
  workers: 1,
  fullyParallel: false,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  outputDir: "../test-results",
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1366, height: 768 },
    locale: "fr-FR",
    actionTimeout: 20_000,
    // Without a film of every journey, which takes a tenth of the processor: the page as it was at each step is in it.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: ensureChromium(),
      // A software WebGPU adapter, which Ocsol refuses unless told otherwise; and nothing that calls home.
      args: [
        "--no-sandbox",
        "--enable-unsafe-webgpu",
        "--use-webgpu-adapter=swiftshader",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: "..",
    port,
    reuseExistingServer: !process.env["CI"],
  },
});
