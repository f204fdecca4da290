import type { Crs } from "../../core/geo/crs.ts";
import type { BackendSettings } from "../../core/ports/backend-choice.ts";
import type { App, Generalisation, View } from "../store.ts";

export function chooseModel({ store }: App, id: string): void {
  store.setState({ chosenModel: id });
}

export function chooseBackend({ store }: App, change: Partial<BackendSettings>): void {
  store.setState(({ backend }) => ({ backend: { ...backend, ...change } }));
}

/** A smallest area below 0, or that is no number, is not taken. */
export function changeGeneralisation({ store }: App, change: Partial<Generalisation>): void {
  const { minAreaSquareMetres } = change;
  if (minAreaSquareMetres !== undefined && !(minAreaSquareMetres >= 0)) return;
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

export function changeView({ store }: App, change: Partial<View>): void {
  store.setState(({ view }) => ({ view: { ...view, ...change } }));
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
