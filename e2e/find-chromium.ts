import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** Names on the PATH, best known first. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "msedge",
];

/** Where installers of other systems put them, off the PATH. */
const usualPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** A Chromium, Chrome or Edge of this machine, or undefined. `OCSOL_CHROMIUM` decides where it is set. */
export function findChromium(): string | undefined {
  const named = process.env["OCSOL_CHROMIUM"];
  if (named) return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...usualPlaces, chromium.executablePath()].find((path) => path !== "" && existsSync(path));
}

/** Finds a browser or installs one by the means this machine has; throws saying what to run. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  if (isDebianRoot()) {
    console.warn("No Chromium found: installing Debian's.");
    spawnSync("apt-get", ["update", "-q"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-q", "chromium"], { stdio: "inherit" });
  } else {
    console.warn("No Chromium found: asking Playwright for one.");
    spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit", shell: process.platform === "win32" });
  }
  const installed = findChromium();
  if (installed === undefined)
    throw new Error(
      "No Chromium, Chrome or Edge was found and none could be installed. Run « sudo apt-get install chromium » or « npx playwright install chromium », or set OCSOL_CHROMIUM to a browser's path, then run npm test again.",
    );
  return installed;
}

function isDebianRoot(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  if (!/^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"))) return false;
  try {
    execFileSync("apt-get", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
