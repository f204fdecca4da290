import { useEffect, useRef, useState } from "react";
import { type AppError, toAppError } from "../../../core/errors.ts";
import { agreementWith, type SelfTestAnswer } from "../../../core/models/self-test.ts";
import { type App, chosenModelOf } from "../../../state/store.ts";
import { useApp } from "../../context.ts";

type SelfTested = Awaited<ReturnType<App["engine"]["selfTest"]>>;

export type SelfTestState =
  | { readonly phase: "none" | "running" }
  | { readonly phase: "failed"; readonly error: AppError }
  /** `agreement`: 0–1; undefined where no answer of this model is known */
  | { readonly phase: "done"; readonly tested: SelfTested; readonly agreement: number | undefined };

const answers = import.meta.glob<SelfTestAnswer>("../../../../models/*/self-test.json", { import: "default" });

/** The chosen model's self-test and what starts it; it ends with the component. */
export function useSelfTest(): [SelfTestState, () => void] {
  const app = useApp();
  const [state, setState] = useState<SelfTestState>({ phase: "none" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    const model = chosenModelOf(app.store.getState());
    const { manifest } = model;
    setState({ phase: "running" });
    try {
      const tested = await app.engine.selfTest(model, app.store.getState().backend, controller.signal);
      const known = await answers[`../../../../models/${manifest.id}/self-test.json`]?.();
      setState({ phase: "done", tested, agreement: agreementWith(known, manifest, tested.answer) });
    } catch (error) {
      if (!controller.signal.aborted) setState({ phase: "failed", error: toAppError(error) });
    }
  };
  return [state, () => void start()];
}
