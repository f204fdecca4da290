import { useAppState, useMessages } from "./context.ts";
import { Languages } from "./Languages.tsx";
import { OfflineBadge } from "./offline/OfflineBadge.tsx";
import { PageSwitch } from "./online/PageSwitch.tsx";
import { usePrivacy } from "./online/use-privacy.ts";

export function Header() {
  const { t, format } = useMessages();
  const image = useAppState((state) => state.image);
  const opened = useAppState(({ result }) => (result?.from === "file" ? result : undefined));
  const online = useAppState((state) => state.online !== undefined);
  const privacy = usePrivacy();
  return (
    <header className="header">
      <h1 className="brand">Ocsol</h1>
      {image === undefined && opened !== undefined ? (
        <p className="header-note" data-testid="result-summary">
          <strong>{opened.file}</strong>
          {" · "}
          {opened.raster.grid.crs.name}
          {" · "}
          {format.length(opened.raster.grid.gsdMetres)}
        </p>
      ) : image === undefined ? (
        <p className="header-note">{t.tagline}</p>
      ) : (
        <p className="header-note" data-testid="image-summary">
          <strong>{image.synthetic ? t.image.synthetic : image.opened.facts.file}</strong>
          {" · "}
          {image.opened.grid.crs.name}
          {" · "}
          {format.length(image.opened.grid.gsdMetres)}
        </p>
      )}
      <p className="header-privacy" title={privacy.detail}>
        {privacy.statement}
      </p>
      {online && (
        <>
          <p className="online-badge" data-testid="online-badge">
            {t.online.badge}
          </p>
          <PageSwitch to="offline" className="button quiet">
            {t.online.leave}
          </PageSwitch>
        </>
      )}
      <OfflineBadge />
      <Languages />
    </header>
  );
}
