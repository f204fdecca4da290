import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { type Formats, formatsOf, type Locale, type Messages, messagesOf } from "../i18n/index.ts";
import type { App, State } from "../state/store.ts";

export const AppContext = createContext<App | undefined>(undefined);
export const LocaleContext = createContext<{ locale: Locale; setLocale: (locale: Locale) => void }>({
  locale: "fr",
  setLocale: () => {},
});

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error("no AppContext around this component");
  return app;
}

export function useAppState<T>(select: (state: State) => T): T {
  return useStore(useApp().store, select);
}

export function useMessages(): { t: Messages; format: Formats; locale: Locale } {
  const { locale } = useContext(LocaleContext);
  return { t: messagesOf[locale], format: formatsOf(locale), locale };
}
