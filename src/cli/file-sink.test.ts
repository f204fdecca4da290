import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkOutputs, writeAll } from "./file-sink.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-sink-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A disk of `room` bytes that takes at most `most` of them a write. */
function fakeHandle(room: number, most: number) {
  const disk = new Uint8Array(room);
  const write = async (bytes: Uint8Array, from: number, length: number, at: number) => {
    const bytesWritten = Math.min(length, most, room - at);
    disk.set(bytes.subarray(from, from + bytesWritten), at);
    return { bytesWritten, buffer: bytes };
  };
  return { disk, handle: { write } as unknown as Parameters<typeof writeAll>[0] };
}

describe("writing", () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);

  test("goes on after a write that took only a part", async () => {
    const { disk, handle } = fakeHandle(110, 7);
    await writeAll(handle, bytes, 10);
    expect(disk.slice(10)).toEqual(bytes);
  });

  test("says that the disk is full when nothing more is taken", async () => {
    await expect(writeAll(fakeHandle(50, 7).handle, bytes, 0)).rejects.toMatchObject({ code: "ENOSPC" });
  });

  test("a file cut short by the system is an error, and takes no name", () => {
    const script = `
      const { writeFileWhole } = await import(${JSON.stringify(new URL("./file-sink.ts", import.meta.url).href)});
      await writeFileWhole(process.argv[1], (sink) => sink.write(new Uint8Array(3_000_000)))
        .then(() => console.log("written"), (error) => console.log(error.tag));`;
    const limited = `ulimit -f 1000 && exec "$0" --import tsx --input-type=module -e "$1" "$2"`; // 1000 blocks: 0.5 or 1 MB
    const path = join(folder, "whole.bin");
    const run = spawnSync("bash", ["-c", limited, process.execPath, script, path], { encoding: "utf8" });
    expect(run.stdout.trim(), run.stderr).toBe("write-failed");
    expect(readdirSync(folder).filter((name) => name.startsWith("whole"))).toEqual([]);
  });
});

describe("outputs", () => {
  const at = (name: string) => join(folder, name);
  writeFileSync(at("ortho.tif"), "");
  mkdirSync(at("sub"));
  symlinkSync(at("ortho.tif"), at("link.tif"));
  symlinkSync(folder, at("sub/back"));

  test.each([
    ["the input", { "--out": at("ortho.tif") }],
    ["a layer read beside it", { "--out": at("zones.gpkg") }],
    ["a link to the input", { "--out": at("link.tif") }],
    ["the input by another way", { "--out": `${folder}/sub/../ortho.tif` }],
    ["one another", { "--out": at("new.tif"), "--classes": at("new.tif") }],
    ["one another through a linked folder", { "--out": at("new.tif"), "--classes": at("sub/back/new.tif") }],
  ])("may not be %s", async (_, outputs) => {
    await expect(checkOutputs([at("zones.gpkg"), at("ortho.tif")], outputs)).rejects.toMatchObject({
      tag: "argument-invalid",
    });
  });

  test("may be three files, one of them there already", async () => {
    writeFileSync(at("old.gpkg"), "");
    const outputs = { "--out": at("old.gpkg"), "--classes": at("a.tif"), "--confidence": at("sub/a.tif") };
    await expect(checkOutputs([at("zones.gpkg"), at("ortho.tif")], outputs)).resolves.toBeUndefined();
  });

  test("need a folder", async () => {
    const outputs = { "--out": at("nowhere/x.gpkg") };
    await expect(checkOutputs([at("zones.gpkg"), at("ortho.tif")], outputs)).rejects.toMatchObject({
      tag: "write-failed",
    });
  });
});
