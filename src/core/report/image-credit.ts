import { ORTHO_CREDIT } from "../geoplateforme/imagery.ts";

/** A sheet of BD ORTHO as IGN delivers it: "34-2021-0727-6290-LA93-0M20-E080.jp2" */
const IGN_SHEET = /^(?:\d{2,3}|2[AB])-\d{4}-\d{4}-\d{4}-[A-Z0-9]+-\d+M\d+-E\d+/;

/**
 * Whose image it is: what its copyright tag says, else IGN where every file is named as its sheets are.
 * @param images file names, with their folders
 */
export function imageCredit(images: readonly string[], copyright: string | undefined): string | undefined {
  if (copyright !== undefined) return copyright;
  const isSheet = (path: string) => IGN_SHEET.test(path.slice(path.lastIndexOf("/") + 1));
  return images.length > 0 && images.every(isSheet) ? ORTHO_CREDIT : undefined;
}
