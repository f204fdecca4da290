import * as Comlink from "comlink";
import { loadKernel } from "../sources/geotiff/kernel.ts";
import type { UnpackApi } from "./api.ts";

export function createUnpackApi(): UnpackApi {
  void loadKernel(); // while the first tile is read
  return {
    async inflate(bytes, size, differences) {
      const kernel = await loadKernel();
      try {
        const plain = kernel.inflate(bytes, size, differences);
        return Comlink.transfer({ plain }, [plain.buffer]);
      } catch (error) {
        return { damage: String(error) };
      }
    },
  };
}
