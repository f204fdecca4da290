import { ORTHO_CREDIT } from "../../core/geoplateforme/imagery.ts";
import { useAppState } from "../context.ts";

/** Whose photographs the map shows: the background's and, where its file says so, the open image's. */
export function MapCredit() {
  const background = useAppState(({ online }) => online?.background === true);
  const copyright = useAppState(({ image }) => image?.opened.facts.copyright);
  if (!background && copyright === undefined) return null;
  const credits = [background && ORTHO_CREDIT, copyright].filter((credit) => credit);
  return <p className="map-credit">{credits.join(" · ")}</p>;
}
