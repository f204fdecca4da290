import type { ImageGroup } from "../../core/errors.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { type Asked, openGroup } from "../../state/commands/open-image.ts";
import { useApp, useMessages } from "../context.ts";

/** Offers the groups of images that go together, one button each. */
export function AskGroup({ asked, groups }: { asked: Asked; groups: readonly ImageGroup[] }) {
  const app = useApp();
  const { t, format } = useMessages();
  const oneCrs = new Set(groups.map(({ crs }) => crs)).size === 1;
  return groups.map(({ crs, gsdMetres, files }, index) => (
    <button
      key={`${crs} ${gsdMetres}`}
      type="button"
      className="button"
      title={files.join(", ")}
      onClick={() => void openGroup(app, asked, index)}
    >
      {t.image.openGroup(files.length, format.length(gsdMetres))}
      {!oneCrs && ` · ${crsOf(crs)?.name ?? `EPSG:${crs}`}`}
    </button>
  ));
}
