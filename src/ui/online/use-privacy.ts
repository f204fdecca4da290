import { useAppState, useMessages } from "../context.ts";

/** What is true of this page: that nothing leaves the machine or, online, what does. */
export function usePrivacy(): { readonly statement: string; readonly detail: string } {
  const { t } = useMessages();
  const online = useAppState((state) => state.online !== undefined);
  return online
    ? { statement: t.online.privacy, detail: t.online.privacyDetail }
    : { statement: t.privacy, detail: t.privacyDetail };
}
