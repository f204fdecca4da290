/// <reference types="vitest/config" />
import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { GEOPLATEFORME_ORIGIN } from "./src/core/geoplateforme/imagery.ts";

/**
 * Nothing leaves the machine: no connection but to our own origin. `wasm-unsafe-eval` compiles WebAssembly, `blob:`
 * workers are how ours inherit this policy (see workers/web-worker.ts). Styles come from files only.
 *
 * @param server from which images may be read too
 */
const contentSecurityPolicy = (server?: string) => {
  const also = server === undefined ? "" : ` ${server}`;
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    `img-src 'self' blob: data:${also}`,
    "worker-src 'self' blob:",
    `connect-src 'self' blob: data:${also}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join("; ");
};

/** In the built page itself, so that it holds on any static server; the dev server needs inline scripts. */
const policyInPage: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy() },
      injectTo: "head-prepend",
    },
  ],
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const server = isOnlinePage(request.url) ? GEOPLATEFORME_ORIGIN : undefined;
      response.setHeader("Content-Security-Policy", contentSecurityPolicy(server));
      next();
    });
  },
};

const ONLINE_PAGE = "en-ligne.html";

const isOnlinePage = (url = "") => url.split("?")[0] === `/${ONLINE_PAGE}`;

const POLICY_IN_PAGE = /(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*/;

/** The online page is the other to the letter, but that its policy admits IGN's server and that it says so to the app. */
const asOnlinePage = (page: string) =>
  page
    .replace(POLICY_IN_PAGE, contentSecurityPolicy(GEOPLATEFORME_ORIGIN))
    .replace("<html ", `<html data-online="${GEOPLATEFORME_ORIGIN}" `);

const onlinePage: Plugin = {
  name: "online-page",
  enforce: "post",
  generateBundle(_, bundle) {
    const page = bundle["index.html"];
    if (page?.type !== "asset" || !POLICY_IN_PAGE.test(String(page.source)))
      throw new Error("no page with a policy to make the online page of");
    this.emitFile({ type: "asset", fileName: ONLINE_PAGE, source: asOnlinePage(String(page.source)) });
  },
  configureServer(server) {
    server.middlewares.use(async (request, response, next) => {
      if (!isOnlinePage(request.url)) return next();
      const page = await server.transformIndexHtml("/index.html", readFileSync("index.html", "utf8"));
      response.setHeader("Content-Type", "text/html").end(asOnlinePage(page));
    });
  },
};

export default defineConfig({
  base: "./",
  plugins: [react(), policyInPage, onlinePage],
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
