const YEAR = "(?:19[5-9]|20[0-4])[0-9]";
const LONE_YEAR = new RegExp(`(?<![0-9])${YEAR}(?![0-9])`, "g");
/** "20210712", "2021-07-12", "2021_07_12"; not the moment of a download ("20261122T221222") */
const DAY = new RegExp(`(?<![0-9])(${YEAR})([-_.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])(?![0-9T])`, "g");

/**
 * The year in an orthophoto's name, as IGN and the regions write it ("34-2021-0727-6290-LA93-0M20-E080", "ortho_2018",
 * "drone_20210712"), or "" if there is none or more than one.
 */
export function guessMillesime(fileName: string): string {
  const days = [...fileName.matchAll(DAY)].map(([, year]) => year!);
  const years = new Set([...days, ...(fileName.match(LONE_YEAR) ?? [])]);
  return years.size === 1 ? [...years][0]! : "";
}

/** "a.tif + 3": several files as one, of which only the first is named */
const OF_SEVERAL = / \+ \d+$/;

/** When the image was taken, as far as is known: the one day in its name where that lies in the year, else the year. */
export function imageDate(fileName: string, millesime: string): string {
  if (OF_SEVERAL.test(fileName)) return millesime;
  const days = new Set(Array.from(fileName.matchAll(DAY), ([, year, , month, day]) => `${year}-${month}-${day}`));
  const [day = ""] = days;
  return days.size === 1 && day.startsWith(`${millesime}-`) && isDay(day) ? day : millesime;
}

/** There is no 31 February: `Date` makes another day of it. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** The year in a TIFF's date tag ("2022:06:30 11:02:59"): when the file was written, which the photograph was before. */
export function yearOfDateTag(text: string | undefined): string | undefined {
  return /^(?:19[5-9]|20[0-4])[0-9](?=[:-])/.exec(text ?? "")?.[0];
}

/**
 * `ocsol_<image>_<year>_<model>`: never a name that passes for IGN's.
 * @param part what of the result it is, where several files of one image lie together
 */
export function resultName(image: string, millesime: string, model: string, part = ""): string {
  const stem = image.replace(/\.[a-z0-9]+$/i, "").replace(/[^\p{L}\p{N}_.-]+/gu, "-");
  return ["ocsol", stem, millesime, model, part].filter((part) => part !== "").join("_");
}
