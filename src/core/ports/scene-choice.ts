/** Which synthetic scene: the same choice gives the same pixels, and the same truth, on every machine. */
export interface SceneChoice {
  readonly seed: number;
  /** side, pixels of 20 cm */
  readonly size: number;
  /** the same place a few years later, or as it was; "before" where nothing is said */
  readonly date?: "before" | "after";
}

/** The scene that the application offers to whoever has no orthophoto at hand. Training uses seeds of 1001 and up. */
export const demoScene: SceneChoice = { seed: 34, size: 2048 };

/** The one that it offers at two dates: in 205 m of side ground is taken and given back, buildings come and go. */
export const demoDates: SceneChoice = { seed: 43, size: 1024 };
