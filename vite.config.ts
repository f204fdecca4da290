/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { policyInPage } from "./vite/content-security-policy.ts";
import { fewProjections } from "./vite/few-projections.ts";
import { onlinePage } from "./vite/online-page.ts";
import { serviceWorker } from "./vite/service-worker.ts";
import { woff2Only } from "./vite/woff2-only.ts";

/** Older servers (IIS) do not know .mjs: they send it with no type, or not at all. */
const output = {
  assetFileNames: ({ names }: { names: string[] }) =>
    `assets/[name]-[hash]${names[0]?.endsWith(".mjs") ? ".js" : "[extname]"}`,
};

export default defineConfig({
  base: "./",
  plugins: [react(), woff2Only, fewProjections(), policyInPage, onlinePage, serviceWorker()],
  resolve: {
    // onnxruntime-web without its WASM glue inlined: else every worker bundles it again
    conditions: ["onnxruntime-web-use-extern-wasm", "module", "browser", "development|production"],
  },
  worker: { format: "es", plugins: () => [fewProjections()], rolldownOptions: { output } },
  build: {
    target: "es2024",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output },
  },
  optimizeDeps: { exclude: ["@sqlite.org/sqlite-wasm", "onnxruntime-web"] },
  preview: { port: 4173 },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
