import { SERVICE_WORKER_FILE } from "../offline/built-file.ts";
import type { CopyFailure, CopySize, FromServiceWorker, ToServiceWorker } from "../offline/messages.ts";
import { stakeOf } from "../state/at-stake.ts";
import type { OfflineState } from "../state/offline.ts";
import type { App } from "../state/store.ts";

/** Held by every tab that has something at stake; an update needs it alone. */
const STAKES_LOCK = "ocsol-at-stake";

/** Tries again by itself after so long, then after twice as long, and so on. */
const FIRST_RETRY_MILLISECONDS = 15_000;
const LAST_RETRY_MILLISECONDS = 10 * 60_000;

/** Browsers look for a new version when a page is loaded; some pages stay open for days. */
const UPDATE_CHECK_MILLISECONDS = 60 * 60_000;

/** Has a copy of the app kept on this machine and tells the store how that goes. */
export async function keepOffline(app: App): Promise<void> {
  const { store } = app;
  const change = (offline: Partial<OfflineState>) =>
    store.setState((state) => ({ offline: { ...state.offline, ...offline } }));

  const showConnection = () => change({ connected: navigator.onLine });
  showConnection();
  addEventListener("online", showConnection);
  addEventListener("offline", showConnection);

  if (navigator.serviceWorker === undefined || !("caches" in globalThis))
    return change({ copy: { phase: "absent", reason: isSecureContext ? "browser" : "plain-http" } });
  const workers = navigator.serviceWorker;

  let wait = FIRST_RETRY_MILLISECONDS;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const fail = (reason: CopyFailure) => {
    const { phase } = store.getState().offline.copy;
    if (phase === "ready") return; // it was an update's: the version here goes on
    change({ copy: { phase: "failed", reason } });
    clearTimeout(alarm);
    alarm = setTimeout(retry, wait);
    wait = Math.min(2 * wait, LAST_RETRY_MILLISECONDS);
  };

  workers.addEventListener("message", ({ data }: MessageEvent<FromServiceWorker>) => {
    if (data.offline === "failed") fail(data.reason);
    else if (data.offline === "progress" && store.getState().offline.copy.phase !== "ready")
      change({ copy: { phase: "downloading", done: data.done, total: data.total } });
  });
  workers.startMessages();

  const follow = async (registration: ServiceWorkerRegistration) => {
    const { installing, waiting, active } = registration;
    for (const worker of [installing, waiting])
      worker?.addEventListener(
        "statechange",
        () => {
          // A browser that ends one that has taken too long lets it say nothing.
          const isSaid = store.getState().offline.copy.phase === "failed";
          if (worker.state === "redundant" && worker === installing && !isSaid) fail("network");
          void follow(registration);
        },
        { once: true },
      );
    // The one that waits has all files too; without one before it, it does not wait for long.
    if (waiting !== null && active !== null && store.getState().offline.update !== "applying")
      change({ update: "waiting" });
    if (active === null) return;
    const { total, whole } = await sizeOf(active);
    if (whole) change({ copy: { phase: "ready", bytes: total } });
    else if (installing === null) {
      // Someone has cleared the files but not the worker: a worker is only made anew where there is none.
      await registration.unregister();
      fail("network");
    }
    if (waiting === null) tell(active, "tidy");
  };

  const register = async () => {
    const registration = await workers.register(SERVICE_WORKER_FILE);
    registration.addEventListener("updatefound", () => void follow(registration));
    await follow(registration);
    return registration;
  };

  const retry = () => {
    clearTimeout(alarm);
    change({ copy: { phase: "unknown" } });
    register().catch(() => fail("network"));
  };
  addEventListener("online", () => {
    if (store.getState().offline.copy.phase === "failed") retry();
  });

  app.offline.keeper = {
    retry,
    async update() {
      const registration = await workers.getRegistration();
      const waiting = registration?.waiting;
      if (!waiting || stakeOf(store.getState()) !== undefined) return;
      await navigator.locks.request(STAKES_LOCK, { ifAvailable: true }, async (lock) => {
        if (lock === null) return change({ update: "elsewhere-busy" });
        change({ update: "applying" });
        const taken = isTaking(workers, waiting);
        tell(waiting, "activate");
        if (await taken) {
          location.reload();
          await new Promise(() => {}); // no tab begins anything until this one is gone
        }
        change({ update: "none" }); // a newer one is on its way in its place
        await follow(registration);
      });
    },
  };
  holdStakes(app);

  try {
    const registration = await register();
    setInterval(() => void registration.update().catch(() => {}), UPDATE_CHECK_MILLISECONDS);
  } catch (error) {
    // Firefox's private windows, and browsers told to keep nothing, refuse by a SecurityError.
    if (error instanceof DOMException && error.name === "SecurityError")
      change({ copy: { phase: "absent", reason: "browser" } });
    else fail("network");
  }
}

/** As long as this tab has something at stake, no other makes them all change version. */
function holdStakes({ store }: App): void {
  let release: (() => void) | undefined;
  const follow = () => {
    const held = stakeOf(store.getState()) !== undefined;
    if (held === (release !== undefined)) return;
    release?.();
    release = undefined;
    if (!held) return;
    const over = new Promise<void>((resolve) => {
      release = resolve;
    });
    void navigator.locks.request(STAKES_LOCK, { mode: "shared" }, () => over).catch(() => {});
  };
  follow();
  store.subscribe(follow);
}

/** Whether a waiting version has taken over; false where it is thrown away before it could, for a newer one or by the browser. */
function isTaking(workers: ServiceWorkerContainer, waiting: ServiceWorker): Promise<boolean> {
  const over = new AbortController();
  return new Promise((resolve) => {
    const end = (taken: boolean) => {
      over.abort();
      resolve(taken);
    };
    const follow = () => {
      if (waiting.state === "activated")
        end(true); // a page that no worker controlled is told of no change
      else if (waiting.state === "redundant") end(false);
    };
    workers.addEventListener("controllerchange", () => end(true), { signal: over.signal });
    waiting.addEventListener("statechange", follow, { signal: over.signal });
    follow();
  });
}

const tell = (worker: ServiceWorker, message: ToServiceWorker) => worker.postMessage(message);

function sizeOf(worker: ServiceWorker): Promise<CopySize> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<CopySize>) => resolve(data);
    worker.postMessage("size" satisfies ToServiceWorker, [port2]);
  });
}
