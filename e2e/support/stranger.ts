import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Another origin that would welcome anything: it counts what reaches it. */
export async function stranger() {
  let hits = 0;
  const server = createServer((_, response) => {
    hits++;
    response.setHeader("Access-Control-Allow-Origin", "*").end("got it");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/steal`, hits: () => hits, close: () => server.close() };
}

/** In a page or a worker. */
export const attempt = (url: string) =>
  fetch(url).then(
    () => "sent",
    () => "refused",
  );
