/** A file and the folder it was dropped or found in: what goes with an image lies beside it. */
export interface PlacedFile<F extends { readonly name: string }> {
  readonly file: F;
  /** "" at the top, "a/b" below */
  readonly folder: string;
}

/** A file's name with its folder. */
export function pathOf({ file, folder }: PlacedFile<{ readonly name: string }>): string {
  return folder === "" ? file.name : `${folder}/${file.name}`;
}
