import * as Comlink from "comlink";
import { appError, isAppError, toAppError } from "../core/errors.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { InferenceSession } from "../core/ports/inference-session.ts";
import { createSession, type Runtime } from "../inference/session.ts";
import { verifyModelFile } from "../inference/verify.ts";
import type { InferenceApi } from "./api.ts";

/** What differs between a browser and Node. */
export interface InferencePlatform {
  readonly runtime: Runtime;
  chooseBackend(settings: BackendSettings): Promise<BackendChoice>;
  /** Rejects when there is no such file. */
  readModel(url: string): Promise<Uint8Array>;
}

export function createInferenceApi({ runtime, chooseBackend, readModel }: InferencePlatform): InferenceApi {
  let session: InferenceSession | undefined;

  return {
    async load({ manifest, url }, settings) {
      const path = manifest.files[0]!.path;
      const model = await readModel(url).catch((cause: unknown) => {
        throw appError("model-missing", { model: `${manifest.id}/${path}` }, cause);
      });
      verifyModelFile(manifest, path, model);
      const choice = await chooseBackend(settings);
      if (choice.backend === "webgpu") {
        try {
          session = await createSession(runtime, manifest, model, "webgpu");
          return choice;
        } catch (error) {
          if (!isAppError(error, "backend-unavailable")) throw error;
          session = await createSession(runtime, manifest, model, "wasm");
          return { backend: "wasm", reason: "session-failed", detail: toAppError(error).message };
        }
      }
      session = await createSession(runtime, manifest, model, "wasm");
      return choice;
    },
    async run(window) {
      if (session === undefined) throw appError("internal", { detail: "no model loaded" });
      const answer = await session.run(window);
      return Comlink.transfer(answer, [answer.classes.buffer, answer.confidence.buffer]);
    },
  };
}
