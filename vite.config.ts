/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { policyInPage } from "./vite/content-security-policy.ts";
import { onlinePage } from "./vite/online-page.ts";
import { serviceWorker } from "./vite/service-worker.ts";

export default defineConfig({
  base: "./",
  plugins: [react(), policyInPage, onlinePage, serviceWorker()],
  resolve: {
    // onnxruntime-web without its WASM glue inlined: else every worker bundles it again
    conditions: ["onnxruntime-web-use-extern-wasm", "module", "browser", "development|production"],
  },
  worker: { format: "es" },
  build: { target: "es2024", assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  optimizeDeps: { exclude: ["@sqlite.org/sqlite-wasm", "onnxruntime-web"] },
  preview: { port: 4173 },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
