import { expect, test } from "vitest";
import { identify } from "./fingerprint.ts";

const placed = (file: File) => ({ file, folder: "" });
const large = () => new Uint8Array(5_000_000).map((_, at) => (at * 31) % 251);

async function printOf(bytes: Uint8Array<ArrayBuffer>, name = "a.tif") {
  const { size, fingerprint } = await identify(placed(new File([bytes], name, { lastModified: 1 })));
  return `${size} ${fingerprint}`;
}

test("a copy under another name is the same file", async () => {
  expect(await printOf(large(), "copie.tif")).toBe(await printOf(large(), "original.tif"));
  expect((await identify(placed(new File([large()], "copie.tif")))).name).toBe("copie.tif");
});

test("another header, another last byte, another size are other files", async () => {
  const original = await printOf(large());
  for (const at of [0, 700, 4_999_999]) {
    const changed = large();
    changed[at]! ^= 1;
    expect(await printOf(changed)).not.toBe(original);
  }
  expect(await printOf(large().slice(0, -1))).not.toBe(original);
});

test("every byte of a small file counts", async () => {
  const small = new Uint8Array(1_000_000);
  const changed = small.slice();
  changed[543_210] = 1;
  expect(await printOf(changed)).not.toBe(await printOf(small));
});

test("what is read of a large file stays small", async () => {
  let read = 0;
  const file = new File([large()], "a.tif");
  const slice = file.slice.bind(file);
  file.slice = (start, end) => {
    const part = slice(start, end);
    read += part.size;
    return part;
  };
  await identify(placed(file));
  expect(read).toBe(32 * 65_536);
});
