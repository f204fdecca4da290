/** Which synthetic scene: the same choice gives the same pixels, and the same truth, on every machine. */
export interface SceneChoice {
  readonly seed: number;
  /** side, pixels of 20 cm */
  readonly size: number;
}

/** The scene that the application offers to whoever has no orthophoto at hand. Training uses seeds of 1001 and up. */
export const demoScene: SceneChoice = { seed: 34, size: 2048 };
