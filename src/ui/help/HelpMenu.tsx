import { CircleQuestionMark, GraduationCap, Info, Keyboard, MonitorCog, ShieldCheck } from "lucide-react";
import { type ComponentType, useState } from "react";
import { reportError } from "../../state/commands/report-error.ts";
import { showKeys } from "../../state/commands/show-keys.ts";
import { useApp, useMessages } from "../context.ts";
import { Menu } from "../Menu.tsx";

type Page = ComponentType<{ onClose: () => void }>;

/** Loaded when asked for, with their words. */
const pages = {
  machine: { icon: MonitorCog, load: () => import("./MachinePage.tsx") },
  privacy: { icon: ShieldCheck, load: () => import("./PrivacyPage.tsx") },
  exercise: { icon: GraduationCap, load: () => import("./ExercisePage.tsx") },
  about: { icon: Info, load: () => import("./AboutPage.tsx") },
} as const satisfies Readonly<Record<string, { icon: ComponentType; load: () => Promise<{ default: Page }> }>>;

/** What is not part of the path from an image to a file. */
export function HelpMenu() {
  const app = useApp();
  const { t } = useMessages();
  const [Shown, setShown] = useState<Page>();
  const open = async (page: keyof typeof pages) => {
    try {
      const { default: loaded } = await pages[page].load();
      setShown(() => loaded);
    } catch (error) {
      reportError(app, error); // the page's server is not there, and nothing was kept of it
    }
  };
  return (
    <>
      <Menu
        button={<CircleQuestionMark size={18} aria-hidden />}
        label={t.help.menu}
        className="icon-button"
        testId="help"
      >
        {(Object.keys(pages) as (keyof typeof pages)[]).map((page) => {
          const { icon: Icon } = pages[page];
          return (
            <button key={page} type="button" data-testid={`help-${page}`} onClick={() => void open(page)}>
              <Icon size={16} aria-hidden /> {t.help[page]}
            </button>
          );
        })}
        <button type="button" data-testid="help-shortcuts" onClick={() => showKeys(app, true)}>
          <Keyboard size={16} aria-hidden /> {t.help.shortcuts}
        </button>
      </Menu>
      {Shown !== undefined && <Shown onClose={() => setShown(undefined)} />}
    </>
  );
}
