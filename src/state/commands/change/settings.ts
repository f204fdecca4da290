import type { ChangeSettings } from "../../../core/change/settings.ts";
import type { ChangeLook, ChangeState } from "../../change.ts";
import type { App } from "../../store.ts";
import { patchChange } from "./change.ts";

/** A setting below 0, or that is no number, is not taken; undefined leaves it to Ocsol again. */
export function chooseChangeSetting(
  app: App,
  name: "toleranceMetres" | "minChangeSquareMetres",
  value: number | undefined,
): void {
  if (value !== undefined && !(value >= 0)) return;
  const { [name]: _, ...others } = app.store.getState().change.chosenSettings;
  const chosenSettings: Partial<ChangeSettings> = value === undefined ? others : { ...others, [name]: value };
  patchChange(app, { chosenSettings });
}

/** The earlier map is moved by what the images differ by, or lies as it was again. */
export function takeShift(app: App, shiftTaken: boolean): void {
  patchChange(app, { shiftTaken, chosenSettings: withoutShift(app.store.getState().change) });
}

/** The earlier map is moved by metres that the user has found; what is no number is not taken. */
export function typeShift(app: App, shift: ChangeSettings["shift"]): void {
  if (!shift.every(Number.isFinite)) return;
  patchChange(app, { chosenSettings: { ...app.store.getState().change.chosenSettings, shift } });
}

/** For other photographs it would be another one. */
export function withoutShift({ chosenSettings }: ChangeState): Partial<ChangeSettings> {
  const { shift: _, ...others } = chosenSettings;
  return others;
}

/** The user knows that maps of different models are compared. */
export function acceptModels(app: App, modelsAccepted: boolean): void {
  patchChange(app, { modelsAccepted });
}

/** Compares again, under the settings of the moment; decisions stay with their places. */
export function compareAgain(app: App): void {
  patchChange(app, { compared: undefined, stopped: false });
}

/** Gives up what is being done to the comparison. */
export function stopChange(app: App): void {
  patchChange(app, { stopped: true, busy: undefined });
  app.running.change?.abort();
}

export function changeLook(app: App, changed: Partial<ChangeLook>): void {
  patchChange(app, { look: { ...app.store.getState().change.look, ...changed } });
}
