import ImageLayer from "ol/layer/Image";
import ImageSource from "ol/source/Image";
import { type Grid, gridBounds } from "../core/raster/grid.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { paintImage } from "./paint.ts";
import { projectionOf } from "./projection.ts";

/** A picture of the whole grid, stretched over it: what is seen until its tiles come. */
export async function previewLayer(grid: Grid, window: RasterWindow): Promise<ImageLayer<ImageSource>> {
  const image = await createImageBitmap(paintImage(window));
  const extent = [...gridBounds(grid)];
  const resolution = (extent[2]! - extent[0]!) / window.width;
  const source = new ImageSource({
    projection: projectionOf(grid.crs),
    loader: async () => ({ image, extent, resolution, pixelRatio: 1 }),
  });
  return new ImageLayer({ source });
}
