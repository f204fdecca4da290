import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";

/** Asks the browser for a GPU and says what came of it. Never throws: the fallback is part of the answer. */
export async function chooseBackend({ wanted, allowSoftwareGpu, gentle }: BackendSettings): Promise<BackendChoice> {
  if (wanted === "wasm") return { backend: "wasm", reason: "asked", detail: "" };
  if (navigator.gpu === undefined) return { backend: "wasm", reason: "webgpu-absent", detail: "" };
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: gentle ? "low-power" : "high-performance" })
    .catch(() => null);
  if (adapter === null) return { backend: "wasm", reason: "no-adapter", detail: "" };
  const name = [adapter.info.vendor, adapter.info.architecture, adapter.info.description].filter(Boolean).join(" ");
  const software = isSoftware(adapter);
  if (software && !allowSoftwareGpu) return { backend: "wasm", reason: "software-adapter", detail: name };
  const precision = adapter.features.has("shader-f16") ? "fp16-untried" : "fp32";
  return { backend: "webgpu", adapter: name, software, precision };
}

/** The flag moved from the adapter to its info; SwiftShader does not always raise it, but gives its name. */
function isSoftware(adapter: GPUAdapter): boolean {
  const flags = [(adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter, adapter.info.isFallbackAdapter];
  return (
    flags.includes(true) ||
    /swiftshader|llvmpipe|software/i.test(`${adapter.info.architecture} ${adapter.info.description}`)
  );
}
