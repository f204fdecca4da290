/**
 * The year in an orthophoto's name, as IGN and the regions write it ("34-2021-0727-6290-LA93-0M20-E080", "ortho_2018"),
 * or "" if there is none or more than one.
 */
export function guessMillesime(fileName: string): string {
  const years = new Set(fileName.match(/(?<![0-9])(?:19[5-9]|20[0-4])[0-9](?![0-9])/g) ?? []);
  return years.size === 1 ? [...years][0]! : "";
}

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
