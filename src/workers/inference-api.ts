import * as Comlink from "comlink";
import { appError, isAppError, toAppError } from "../core/errors.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { Backend, InferenceSession } from "../core/ports/inference-session.ts";
import { createGpuSession } from "../inference/gpu-session.ts";
import { createSession, type GraphRole, type Runtime } from "../inference/session.ts";
import { verifyModelFile } from "../inference/verify.ts";
import type { InferenceApi } from "./api.ts";

/** What differs between a browser and Node. */
export interface InferencePlatform {
  readonly runtime: Runtime;
  chooseBackend(settings: BackendSettings): Promise<BackendChoice>;
  /**
   * Rejects when there is no such file.
   * @param afresh past every cache: what one of them holds is damaged
   */
  readModel(url: string, afresh: boolean): Promise<Uint8Array>;
}

export function createInferenceApi({ runtime, chooseBackend, readModel }: InferencePlatform): InferenceApi {
  let session: InferenceSession | undefined;

  return {
    async load({ manifest, url, gpuUrls }, settings) {
      const read = async (role: GraphRole, from: string) => {
        const path = manifest.files.find((file) => file.role === role)?.path ?? role;
        const model = await readModel(from, false).catch((cause: unknown) => {
          throw appError("model-missing", { model: `${manifest.id}/${path}` }, cause);
        });
        try {
          verifyModelFile(manifest, path, model);
          return model;
        } catch (damage) {
          const again = await readModel(from, true).catch(() => {
            throw damage;
          });
          verifyModelFile(manifest, path, again);
          return again;
        }
      };
      const on = async (backend: Backend) => createSession(runtime, manifest, await read("logits", url), backend);
      const onGpu = async (halfFloats: boolean) =>
        gpuUrls === undefined
          ? await on("webgpu")
          : await createGpuSession(runtime, manifest, (role) => read(role, gpuUrls[role]), halfFloats);

      const choice = await chooseBackend(settings);
      if (choice.backend === "wasm") {
        session = await on("wasm");
        return choice;
      }
      try {
        session = await onGpu(choice.precision !== "fp32");
        return { ...choice, precision: session.precision() };
      } catch (error) {
        if (!isAppError(error, "backend-unavailable")) throw error;
        session = await on("wasm");
        return { backend: "wasm", reason: "session-failed", detail: toAppError(error).message };
      }
    },
    async run(window) {
      if (session === undefined) throw appError("internal", { detail: "no model loaded" });
      const answer = await session.run(window);
      return Comlink.transfer(answer, [answer.classes.buffer, answer.confidence.buffer]);
    },
    precision: () => session?.precision() ?? "fp32",
  };
}
