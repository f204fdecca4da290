import type { offlineFr } from "./offline-fr.ts";

export const offlineEn: typeof offlineFr = {
  ready: "ready offline",
  readyDetail: (bytes) =>
    `All of Ocsol is on this computer (${bytes}, with its model): it opens and works without a network.`,
  disconnected: "no network",
  disconnectedReady: "The network is down: Ocsol goes on, it lacks nothing.",
  disconnectedNotReady:
    "The network went down before Ocsol’s copy was complete: what has not come yet will be missing.",
  downloading: (done, total) => `offline copy: ${done} / ${total}`,
  downloadingDetail: "Ocsol is copying itself to this computer, to open without a network. You can start working.",
  failed: "offline copy incomplete",
  failures: {
    network: "The connection failed. Ocsol will try again by itself, and keep what it has.",
    quota:
      "The browser has no room left for the copy. Free some disk space, or clear data of sites you do not need, then try again.",
    altered:
      "The server did not give the files as they were made (a sign-in page, an update in progress?). Try again later, or tell whoever runs the server.",
  },
  retry: "Try again",
  absent: "no offline copy",
  absences: {
    "plain-http":
      "This page comes from a server on plain http: there the browser refuses an offline copy, the graphics card and keeping runs. Everything else works; export before you close. An https address would lift these limits.",
    browser:
      "This browser keeps no copy here (a private window, or a setting that clears site data). Everything works while there is a network.",
  },
  newVersion: "new version",
  update: {
    go: "Update",
    detail: "A new version of Ocsol is ready. The page will reload; runs that are kept will be offered.",
    after: {
      work: "A new version of Ocsol is ready. It waits for the work in progress.",
      unsaved: "A new version of Ocsol is ready. First save what is only in this page.",
    },
    elsewhere: "Ocsol is at work in another tab, or holds something unsaved there. Finish there, then try again.",
  },
};
