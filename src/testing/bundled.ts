import { existsSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * A module as it ships, in one file under `folder`, for benches: Vitest makes a property read of every imported constant,
 * which halves the rate. Packages stay packages.
 */
export async function bundled<M>(module: URL, folder: string): Promise<M> {
  const packages = join(folder, "node_modules");
  if (!existsSync(packages)) symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), packages);
  const entry = fileURLToPath(module);
  const fileName = `${basename(entry, ".ts")}.mjs`;
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2024",
      lib: { entry, formats: ["es"], fileName: () => fileName },
      rollupOptions: { external: /^[@\w]/, output: { codeSplitting: false } },
    },
  });
  return import(/* @vite-ignore */ join(folder, fileName));
}
