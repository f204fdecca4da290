/** Seconds to go, no finer than anyone can know them: steps of 5 s, then 10 s, a minute, five minutes. */
export function roughly(seconds: number): number {
  const step = seconds < 60 ? 5 : seconds < 600 ? 10 : seconds < 3600 ? 60 : 300;
  return Math.max(step, Math.round(seconds / step) * step);
}
