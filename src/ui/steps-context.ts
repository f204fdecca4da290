import { createContext, useContext } from "react";

interface Steps {
  /** number of the step that is unfolded; 0 where none is */
  readonly open: number;
  /** where the path goes on */
  readonly next: number;
  readonly titles: readonly string[];
  show(step: number): void;
}

export const StepsContext = createContext<Steps>({ open: 0, next: 0, titles: [], show: () => {} });

export function useSteps(): Steps {
  return useContext(StepsContext);
}
