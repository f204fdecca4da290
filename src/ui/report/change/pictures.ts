import { createContext, type RefCallback, useContext } from "react";
import type { DateName } from "../../../core/change/change-map.ts";
import type { Bounds } from "../../../core/geo/bounds.ts";
import type { ChangeReport } from "../../../core/report/change-report.ts";
import type { App } from "../../../state/store.ts";

/** A picture on the report, and the canvas that it fills. */
export interface ChangePicture {
  readonly canvas: HTMLCanvasElement;
  /** a photograph, or the changes over the later one */
  readonly shows: DateName | "changes";
  readonly bounds: Bounds;
  /** id of the change that is outlined on it */
  readonly outlined?: number | undefined;
}

/** What the composition root gives: draws all of them, each at its canvas's own size. */
export type DrawChangePictures = (
  pictures: readonly ChangePicture[],
  app: App,
  report: ChangeReport,
  signal: AbortSignal,
) => Promise<void>;

/** Puts a canvas among those that are drawn, for as long as it is there. */
export type AddPicture = (picture: Omit<ChangePicture, "canvas">) => RefCallback<HTMLCanvasElement>;

export const PicturesContext = createContext<AddPicture>(() => () => {});

export const useAddPicture = (): AddPicture => useContext(PicturesContext);

export function pictureList(): { readonly list: ChangePicture[]; readonly add: AddPicture } {
  const list: ChangePicture[] = [];
  const add: AddPicture = (picture) => (canvas) => {
    if (canvas === null) return;
    const one = { ...picture, canvas };
    list.push(one);
    return () => {
      list.splice(list.indexOf(one), 1);
    };
  };
  return { list, add };
}
