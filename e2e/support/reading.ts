/** `window.readWhole(square)`: the chosen file, read in a worker of its own. */
Object.assign(window, {
  readWhole: (square: number) =>
    new Promise((resolve) => {
      const worker = new Worker(new URL("./reading.worker.ts", import.meta.url), { type: "module" });
      worker.addEventListener("message", ({ data }) => {
        worker.terminate();
        resolve(data);
      });
      worker.postMessage({ file: document.querySelector("input")!.files![0]!, square });
    }),
});
