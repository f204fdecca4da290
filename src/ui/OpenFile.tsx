import { ChevronDown, FolderOpen, X } from "lucide-react";
import { useState } from "react";
import { losesResult } from "../state/at-stake.ts";
import { closeImage } from "../state/commands/close-image.ts";
import { useApp, useAppState, useMessages } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { FilePicker } from "./FilePicker.tsx";
import { Menu } from "./Menu.tsx";

/** What is open: its name, system, pixel and extent, and a menu to close it or open another. */
export function OpenFile() {
  const app = useApp();
  const { t, format } = useMessages();
  const image = useAppState((state) => state.image);
  const opened = useAppState(({ result }) => (result?.from === "file" ? result : undefined));
  const [asking, ask] = useState(false);
  const facts =
    image !== undefined
      ? { name: image.synthetic ? t.image.synthetic : image.opened.facts.file, grid: image.opened.grid }
      : opened && { name: opened.file, grid: opened.raster.grid };
  if (facts === undefined) return <p className="header-note">{t.tagline}</p>;
  const { name, grid } = facts;
  const close = () => {
    ask(false);
    void closeImage(app);
  };
  return (
    <div className="open-file">
      <Menu
        className="open-file-button"
        testId="open-file"
        button={
          <>
            <span data-testid={image === undefined ? "result-summary" : "image-summary"}>
              <strong>{name}</strong> · {grid.crs.name} · {format.length(grid.gsdMetres)} ·{" "}
              {format.area(grid.width * grid.height * grid.gsdMetres ** 2)}
            </span>
            <ChevronDown size={16} aria-hidden />
          </>
        }
      >
        <FilePicker className="">
          <FolderOpen size={16} aria-hidden /> {t.frame.openAnother}
        </FilePicker>
        <button
          type="button"
          data-testid="close-image"
          onClick={() => (losesResult(app.store.getState()) ? ask(true) : close())}
        >
          <X size={16} aria-hidden /> {t.frame.closeImage}
        </button>
      </Menu>
      {asking && (
        <Dialog
          title={t.frame.closeTitle}
          testId="close-dialog"
          onClose={() => ask(false)}
          footer={
            <>
              <button type="button" className="button" onClick={() => ask(false)}>
                {t.frame.stay}
              </button>
              <button type="button" className="button primary" onClick={close}>
                {t.frame.closeImage}
              </button>
            </>
          }
        >
          <p>{t.frame.closeLoses}</p>
        </Dialog>
      )}
    </div>
  );
}
