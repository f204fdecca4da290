import type { Plugin } from "vite";
import { GEOPLATEFORME_ORIGIN } from "../src/core/geoplateforme/imagery.ts";
import { isOnlinePage } from "./online-page.ts";

/**
 * Nothing leaves the machine: no connection but to our own origin. `wasm-unsafe-eval` compiles WebAssembly, `blob:`
 * workers are how ours inherit this policy (see workers/web-worker.ts). Styles come from files only.
 *
 * @param server from which images may be read too
 */
export const contentSecurityPolicy = (server?: string) => {
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

/**
 * In the built page itself, so that it holds on any static server; the dev server needs inline scripts. The service
 * worker has the policy of its response's headers alone, which `vite preview` sends: see offline/service-worker.ts.
 */
export const policyInPage: Plugin = {
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
