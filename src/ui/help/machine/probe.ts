import type { Machine } from "../../../core/machine.ts";

/** Never throws: what cannot be had is a feature this machine lacks. */
export async function probeMachine(): Promise<Machine> {
  const adapter =
    (await orUndefined(navigator.gpu?.requestAdapter({ powerPreference: "high-performance" }))) ?? undefined;
  const estimate = await orUndefined(navigator.storage?.estimate?.());
  const { quota, usage } = estimate ?? {};
  return {
    features: {
      secureContext: isSecureContext,
      webgpu: adapter !== undefined,
      halfFloats: adapter?.features.has("shader-f16") ?? false,
      simd: WebAssembly.validate(SIMD_MODULE),
      isolation: crossOriginIsolated,
      privateFiles: (await orUndefined(navigator.storage?.getDirectory?.())) !== undefined,
      database: await hasDatabase(),
      persistence: (await orUndefined(navigator.storage?.persisted?.())) ?? false,
      serviceWorker: "serviceWorker" in navigator,
      fileHandles: "showOpenFilePicker" in globalThis,
      imageDecoder: "ImageDecoder" in globalThis,
      wakeLock: "wakeLock" in navigator,
      notifications: "Notification" in globalThis,
      geolocation: "geolocation" in navigator && isSecureContext,
      battery: "getBattery" in navigator,
    },
    gpu: adapter && { name: nameOf(adapter.info), maxBufferBytes: adapter.limits.maxBufferSize },
    threads: navigator.hardwareConcurrency,
    memoryGigabytes: (navigator as { readonly deviceMemory?: number }).deviceMemory,
    storage: quota === undefined || usage === undefined ? undefined : { quota, usage },
    userAgent: navigator.userAgent,
  };
}

function nameOf({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return [vendor, architecture, device, description].filter(Boolean).join(" ");
}

/** Opens a database of its own: some private windows have the object and refuse to open any. */
async function hasDatabase(): Promise<boolean> {
  const name = "ocsol-probe";
  return await new Promise((resolve) => {
    try {
      const request = indexedDB.open(name);
      request.onerror = () => resolve(false);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(name);
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}

async function orUndefined<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  return await asked?.catch(() => undefined);
}

/** `i32.const 0; i8x16.splat; drop` in a function: compiles only where there are vectors of 128 bits. */
const SIMD_MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11],
);
