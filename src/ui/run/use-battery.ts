import { useEffect, useState } from "react";

/** What of the Battery Status API is used; only Chromium has it. */
interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0–1 */
  readonly level: number;
}

/** How full the battery is while the machine runs on it; undefined at the mains, or where the browser does not say. */
export function useBattery(): number | undefined {
  const [level, setLevel] = useState<number>();
  useEffect(() => {
    let battery: Battery | undefined;
    let isOver = false;
    const look = () => setLevel(battery === undefined || battery.charging ? undefined : battery.level);
    const changes = ["chargingchange", "levelchange"];
    const { getBattery } = navigator as Navigator & { getBattery?(): Promise<Battery> };
    getBattery
      ?.call(navigator)
      .then((found) => {
        if (isOver) return;
        battery = found;
        for (const change of changes) battery.addEventListener(change, look);
        look();
      })
      .catch(() => {}); // refused by a policy: nothing is known
    return () => {
      isOver = true;
      for (const change of changes) battery?.removeEventListener(change, look);
    };
  }, []);
  return level;
}
