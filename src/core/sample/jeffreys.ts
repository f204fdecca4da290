/**
 * 95 % limits of a share of which `count` of `points` were seen: Jeffreys' interval, the 2.5 % and 97.5 % quantiles of
 * the Beta distribution (count + ½, points − count + ½); 0 where none was seen, 1 where all were. L. D. Brown, T. T. Cai
 * and A. DasGupta (2001), "Interval estimation for a binomial proportion", Statistical Science 16, 101–133: unlike
 * p ± 1.96 standard errors it says something where nothing, or all, or little was seen.
 */
export function jeffreysLimits(count: number, points: number): readonly [low: number, high: number] {
  const quantile = (share: number) => betaQuantile(share, count + 0.5, points - count + 0.5);
  return [count === 0 ? 0 : quantile(0.025), count === points ? 1 : quantile(0.975)];
}

/** By halving: 40 steps leave 10⁻¹². */
function betaQuantile(share: number, a: number, b: number): number {
  const scale = logBeta(a, b);
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (betaUpTo(middle, a, b, scale) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function. Its continued fraction converges fast on the near side of the mean. */
function betaUpTo(x: number, a: number, b: number, logBetaOf: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - betaUpTo(1 - x, b, a, logBetaOf);
  if (x === 0) return 0;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBetaOf) / a;
  return front / continuedFraction(x, a, b);
}

/** DLMF 8.17.22, from its first denominator on, by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  let value = 1;
  let c = 1;
  let d = 0;
  for (let step = 1; step <= 1000; step++) {
    const m = step >> 1;
    const factor =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + factor * d);
    c = 1 + factor / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return value;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series (DLMF 5.11.1), carried up to where seven terms of it are exact. */
function logGamma(x: number): number {
  let carried = 0;
  let z = x;
  for (; z < 12; z++) carried += Math.log(z);
  const inverse = 1 / (z * z);
  let series = 0;
  for (const term of [1 / 156, -691 / 360_360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12])
    series = series * inverse + term;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series / z - carried;
}
