import { openFiles } from "../state/commands/open-files.ts";
import { filesOf } from "../state/file-handles.ts";
import type { App } from "../state/store.ts";

/** https://wicg.github.io/web-app-launch/#launchqueue-interface, in Chromium so far. */
interface LaunchWindow {
  launchQueue?: {
    setConsumer(consumer: (launched: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
  };
}

/** Opens what the user has opened with Ocsol from the file manager, once it is installed. */
export function openLaunchedFiles(app: App): void {
  (globalThis as LaunchWindow).launchQueue?.setConsumer(async ({ files }) => {
    if (files.length > 0)
      await openFiles(
        app,
        (await filesOf(files)).map((file) => ({ file, folder: "" })),
      );
  });
}
