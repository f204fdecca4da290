import { lazy, Suspense } from "react";
import { closeExercise } from "../../state/commands/exercise.ts";
import { reportError } from "../../state/commands/report-error.ts";
import { useApp, useAppState } from "../context.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";

const ExercisePanel = lazy(() => import("./ExercisePanel.tsx"));

/** Where an exercise shows, once there is one. */
export function ExerciseSlot() {
  const app = useApp();
  const state = useAppState(({ exercise }) => exercise);
  if (state === undefined) return null;
  const leave = (error: unknown) => {
    closeExercise(app);
    reportError(app, error);
  };
  return (
    <ErrorBoundary onError={leave}>
      <Suspense>
        <ExercisePanel state={state} />
      </Suspense>
    </ErrorBoundary>
  );
}
