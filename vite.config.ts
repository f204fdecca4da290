/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * Nothing leaves the machine: no connection but to our own origin. `wasm-unsafe-eval` compiles WebAssembly, `blob:`
 * workers are how ours inherit this policy (see workers/web-worker.ts). Styles come from files only.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "connect-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join("; ");

/** In the built page itself, so that it holds on any static server; the dev server needs inline scripts. */
const policyInPage: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  base: "./",
  plugins: [react(), policyInPage],
  resolve: {
    // onnxruntime-web without its WASM glue inlined: else every worker bundles it again
    conditions: ["onnxruntime-web-use-extern-wasm", "module", "browser", "development|production"],
  },
  worker: { format: "es" },
  build: { target: "es2024", assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  optimizeDeps: { exclude: ["@sqlite.org/sqlite-wasm", "onnxruntime-web"] },
  preview: { port: 4173, headers: { "Content-Security-Policy": contentSecurityPolicy } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
