/** Most specific first: the others' names are in nearly every string. For people to read, never to decide by. */
const names: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg\/([\d.]+)/, "Edge"],
  [/\bFirefox\/([\d.]+)/, "Firefox"],
  [/\b(?:Chrome|Chromium|HeadlessChrome)\/([\d.]+)/, "Chrome"],
  [/\bVersion\/([\d.]+).*\bSafari\//, "Safari"],
];

/** "Firefox 128.0"; the whole string where it is none of these. */
export function browserName(userAgent: string): string {
  for (const [pattern, name] of names) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version.split(".").slice(0, 2).join(".")}`;
  }
  return userAgent;
}
