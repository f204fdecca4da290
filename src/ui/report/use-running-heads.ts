import { useEffect } from "react";

/** What stands at the top and the foot of every printed sheet. */
export interface RunningHeads {
  readonly top: string;
  readonly foot: string;
}

/**
 * Gives printed sheets their running heads and page numbers, and the saved PDF its name. As a sheet of rules made by
 * script, for the text is not known before and the page's policy admits no others.
 */
export function useRunningHeads({ top, foot }: RunningHeads, name: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page {
      @top-left { content: ${cssText(top)}; }
      @bottom-left { content: ${cssText(foot)}; }
      @bottom-right { content: counter(page) " / " counter(pages); white-space: nowrap; }
    }`);
    document.adoptedStyleSheets.push(sheet);
    const before = document.title;
    document.title = name;
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      document.title = before;
    };
  }, [top, foot, name]);
}

/** A CSS string: quotes, backslashes and whatever is no letter escaped. */
function cssText(text: string): string {
  const escaped = text.replace(/["\\\p{Cc}]/gu, (letter) => `\\${letter.codePointAt(0)!.toString(16)} `);
  return `"${escaped}"`;
}
