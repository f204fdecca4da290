import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

const root = join(import.meta.dirname, "..");
const NAME = `ocsol-${JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version}`;

/** The build as it is, packed into `folder`. */
function pack(folder: string): Buffer {
  execFileSync("node", ["--import", "tsx", "src/cli/write-package.ts", "--to", folder], { cwd: root, stdio: "pipe" });
  execFileSync("sha256sum", ["-c", `${NAME}.zip.sha256`], { cwd: folder });
  return readFileSync(join(folder, `${NAME}.zip`));
}

test("the package: the same bytes twice, sums that hold, and a journey below a sub-path on Python's server", async ({
  browser,
}, info) => {
  const folder = mkdtempSync(join(tmpdir(), "ocsol-package-"));
  const once = pack(folder);
  expect(pack(folder).equals(once)).toBe(true);
  execFileSync("python3", ["-m", "zipfile", "-e", `${NAME}.zip`, "."], { cwd: folder });
  execFileSync("sha256sum", ["--quiet", "-c", "SHA256SUMS"], { cwd: join(folder, NAME) });
  expect(readFileSync(join(folder, NAME, "LISEZMOI.txt"), "utf8")).toContain("AddType application/wasm .wasm");
  mkdirSync(join(folder, "site/a"), { recursive: true });
  renameSync(join(folder, NAME), join(folder, "site/a/b"));

  const python = spawn("python3", ["-u", "-m", "http.server", "0", "--directory", join(folder, "site")]);
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1366, height: 768 } });
  try {
    const port = await new Promise<string>((resolve) => {
      let said = "";
      python.stdout.on("data", (more) => {
        said += more; // in as many pieces as Python writes it
        const port = /port (\d+) /.exec(said)?.[1];
        if (port !== undefined) resolve(port);
      });
    });
    const app = new AppPage(await context.newPage());
    app.keepsCopy = true;
    const outside: string[] = [];
    context.on("request", (request) => {
      if (!request.url().startsWith(`http://localhost:${port}/a/b/`) && request.url().startsWith("http"))
        outside.push(request.url());
    });
    await app.open(`http://localhost:${port}/a/b/`);
    await expect(app.page.getByTestId("offline")).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
    const manifest = await app.page.evaluate(async () => {
      const url = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!.href;
      const { icons, start_url } = await (await fetch(url)).json();
      const sizes = icons.map(async ({ src }: { src: string }) => (await fetch(new URL(src, url))).status);
      return { start: new URL(start_url, url).pathname, icons: await Promise.all(sizes) };
    });
    expect(manifest).toEqual({ start: "/a/b/", icons: [200, 200, 200, 200] });
    await app.openFile("dalle.tif", await sceneTiff(400));
    await app.chooseBackend("wasm");
    await app.segment();
    await app.export("geopackage", info.outputPath("package.gpkg"));
    expect(outside).toEqual([]);
    expect(app.complaints).toEqual([]);
  } finally {
    await context.close();
    python.kill();
    rmSync(folder, { recursive: true });
  }
});
