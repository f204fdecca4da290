import { isAppError } from "../core/errors.ts";
import type { InferenceSession } from "../core/ports/inference-session.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import { onTrial } from "./precision-trial.ts";
import { createSession, type GpuRole, type Runtime } from "./session.ts";

/**
 * A session of a model that has graphs made for a GPU: the whole graph runs there, up to the class of each pixel, so
 * that two bytes a pixel come back instead of a float for every class. Where the adapter has half floats they are
 * tried; a driver that cannot compile them is served in 32 bits. Rejects as `createSession` does.
 *
 * @param readGraph the file of that role, verified
 */
export async function createGpuSession(
  runtime: Runtime,
  manifest: ModelManifest,
  readGraph: (role: GpuRole) => Promise<Uint8Array>,
  halfFloats: boolean,
): Promise<InferenceSession> {
  const open = async (role: GpuRole) => createSession(runtime, manifest, await readGraph(role), "webgpu", role);
  const wide = await open("classes");
  if (!halfFloats) return wide;
  try {
    return onTrial(wide, await open("classes-fp16"));
  } catch (error) {
    if (isAppError(error, "backend-unavailable")) return wide;
    await wide.close();
    throw error;
  }
}
