import type { Crs } from "../../core/geo/crs.ts";
import type { BackendSettings } from "../../core/ports/backend-choice.ts";
import { noteChosen } from "../settings-record.ts";
import { type App, type Generalisation, initialBackend, initialGeneralisation, type View } from "../store.ts";

export function chooseModel(app: App, id: string): void {
  noteChosen(app, { model: id });
  app.store.setState({ chosenModel: id });
}

export function chooseBackend(app: App, change: Partial<BackendSettings>): void {
  const { store } = app;
  noteChosen(app, { backend: { ...initialBackend, ...store.getState().chosen.backend, ...change } });
  store.setState(({ backend }) => ({ backend: { ...backend, ...change } }));
}

export function chooseCoarse(app: App, coarse: boolean): void {
  noteChosen(app, { coarse });
  app.store.setState({ coarse });
}

/** A smallest area below 0, or that is no number, is not taken. */
export function changeGeneralisation(app: App, change: Partial<Generalisation>): void {
  const { minAreaSquareMetres } = change;
  if (minAreaSquareMetres !== undefined && !(minAreaSquareMetres >= 0)) return;
  const { store } = app;
  const before = store.getState().chosen.generalisation;
  noteChosen(app, { generalisation: { ...initialGeneralisation, ...before, ...change } });
  store.setState(({ generalisation }) => ({
    generalisation: { ...generalisation, ...change },
    exporting: { phase: "idle" },
  }));
}

export function setMillesime({ store }: App, millesime: string): void {
  store.setState({ millesime: millesime.trim(), exporting: { phase: "idle" } });
}

/** @param crs of files; undefined: the image's own */
export function chooseExportCrs({ store }: App, crs: Crs | undefined): void {
  store.setState({ exportCrs: crs, exporting: { phase: "idle" } });
}

export function changeView(app: App, change: Partial<View>): void {
  const { palette, opacity, layer, hatched, hatchBelow } = change;
  const told = Object.entries({ palette, opacity, layer, hatched, hatchBelow }).filter(
    ([, value]) => value !== undefined,
  );
  if (told.length > 0) noteChosen(app, Object.fromEntries(told));
  app.store.setState(({ view }) => ({ view: { ...view, ...change } }));
}

/** Shows or hides one class on the map. */
export function toggleClass({ store }: App, numero: number): void {
  store.setState(({ view }) => {
    const hidden = new Set(view.hidden);
    if (!hidden.delete(numero)) hidden.add(numero);
    return { view: { ...view, hidden } };
  });
}

/** Shows one class alone; all of them again where it was alone already. */
export function isolateClass({ store }: App, numero: number, all: readonly number[]): void {
  store.setState(({ view }) => {
    const others = all.filter((other) => other !== numero);
    const isAlone = !view.hidden.has(numero) && others.every((other) => view.hidden.has(other));
    return { view: { ...view, hidden: new Set(isAlone ? [] : others) } };
  });
}

export function showAllClasses(app: App): void {
  changeView(app, { hidden: new Set() });
}
