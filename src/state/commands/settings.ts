import type { BackendSettings } from "../../core/ports/backend-choice.ts";
import type { App, View } from "../store.ts";

export function chooseModel({ store }: App, id: string): void {
  store.setState({ chosenModel: id });
}

export function chooseBackend({ store }: App, change: Partial<BackendSettings>): void {
  store.setState(({ backend }) => ({ backend: { ...backend, ...change } }));
}

export function setMinArea({ store }: App, squareMetres: number): void {
  if (squareMetres >= 0) store.setState({ minAreaSquareMetres: squareMetres, exporting: { phase: "idle" } });
}

export function setMillesime({ store }: App, millesime: string): void {
  store.setState({ millesime: millesime.trim(), exporting: { phase: "idle" } });
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
