import { lazy, Suspense, useState } from "react";
import { stopAddingModel } from "../../state/commands/add-model.ts";
import { reportError } from "../../state/commands/report-error.ts";
import { useApp, useAppState } from "../context.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";

const loadForm = () => lazy(() => import("./DescribeModel.tsx"));

/** What a model's files do not say, asked in a form that is loaded then. */
export function ModelQuestion() {
  const app = useApp();
  const adding = useAppState((state) => state.adding);
  const [Form, setForm] = useState(loadForm);
  const leave = (error: unknown) => {
    setForm(loadForm()); // one that could not be loaded stays so: it is asked for anew next time
    stopAddingModel(app);
    reportError(app, error);
  };
  if (adding.phase !== "describing") return null;
  return (
    <ErrorBoundary onError={leave}>
      <Suspense>
        <Form key={adding.graph.name} adding={adding} />
      </Suspense>
    </ErrorBoundary>
  );
}
