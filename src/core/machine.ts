/** What a browser may have or lack, each found out by trying it or by looking for it, never by the browser's name. */
export const featureIds = [
  "secureContext",
  "webgpu",
  "halfFloats",
  "simd",
  "isolation",
  "privateFiles",
  "database",
  "persistence",
  "serviceWorker",
  "fileHandles",
  "imageDecoder",
  "wakeLock",
  "notifications",
  "geolocation",
  "battery",
] as const;

export type FeatureId = (typeof featureIds)[number];

/** Undefined: the browser does not tell. */
export interface Machine {
  readonly features: Readonly<Record<FeatureId, boolean>>;
  /** as the browser calls it; undefined without WebGPU or adapter */
  readonly gpu: { readonly name: string; readonly maxBufferBytes: number } | undefined;
  readonly threads: number | undefined;
  /** as the browser rounds it */
  readonly memoryGigabytes: number | undefined;
  readonly storage: { readonly quota: number; readonly usage: number } | undefined;
  /** what the browser says of itself, whole */
  readonly userAgent: string;
}
