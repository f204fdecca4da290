import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { GEOPLATEFORME_ORIGIN } from "../src/core/geoplateforme/imagery.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const ONLINE_PAGE = "en-ligne.html";

export const isOnlinePage = (url = "") => url.split("?")[0] === `/${ONLINE_PAGE}`;

const POLICY_IN_PAGE = /(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*/;

/** The online page is the other to the letter, but that its policy admits IGN's server and that it says so to the app. */
const asOnlinePage = (page: string) =>
  page
    .replace(POLICY_IN_PAGE, contentSecurityPolicy(GEOPLATEFORME_ORIGIN))
    .replace("<html ", `<html data-online="${GEOPLATEFORME_ORIGIN}" `);

export const onlinePage: Plugin = {
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
