/** The datums of Ocsol's CRS. */
export type DatumFamily =
  | "rgf93"
  | "rgf93v2"
  | "rgf93v2b"
  | "etrs89"
  | "wgs84"
  | "rgaf09"
  | "rraf91"
  | "rgfg95"
  | "rgr92"
  | "rgm04"
  | "rgspm06";

/** Spellings by EPSG, ESRI, IGN, PROJ and MapInfo, in lower case with letters and digits only; the narrower come first. */
const spellings: readonly (readonly [DatumFamily, RegExp])[] = [
  ["rgfg95", /rgfg(19)?95|guyane1995/],
  ["rgf93v2b", /(rgf(19)?93|francais1993)v2b/],
  ["rgf93v2", /(rgf(19)?93|francais1993)v2/],
  ["rgf93", /rgf(19)?93|francais1993|frenchgeodeticnetwork1993/],
  ["etrs89", /etrs(19)?89|europeanterrestrialreference(system|frame)(19)?89|euref89/],
  ["rgaf09", /rgaf09|antillesfrancaises2009/],
  ["rraf91", /rraf(19)?91|antillesfrancaises1991/],
  ["rgr92", /rgr(19)?92|reunion1992/],
  ["rgm04", /rgm(20)?04|mayotte2004/],
  ["rgspm06", /rgspm(20)?06|miquelon2006/],
  ["wgs84", /wgs(19)?84|worldgeodeticsystem1984/],
];

/** What software writes when it knows no datum. */
const SAYS_NOTHING = /^$|unknown|unnamed|undefined|notspecified|userdefined|custom|basedon/;

/** Which of our datums a text names; "foreign" for another one, undefined where it names none. */
export function datumFamily(text: string | undefined): DatumFamily | "foreign" | undefined {
  const plain = (text ?? "")
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  const known = spellings.find(([, spelling]) => spelling.test(plain));
  return known?.[0] ?? (SAYS_NOTHING.test(plain) ? undefined : "foreign");
}
