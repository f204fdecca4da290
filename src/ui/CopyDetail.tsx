import { type AppError, isAppError } from "../core/errors.ts";
import { CopyButton } from "./CopyButton.tsx";
import { useMessages } from "./context.ts";

/** Copies the line that converts a file, where there is one, else what an error says to those who can mend it. */
export function CopyDetail({ error }: { error: AppError }) {
  const { t } = useMessages();
  const command = isAppError(error, "file-needs-converting") ? error.fields.command : undefined;
  if (command !== undefined) return <CopyButton text={command} label={t.error.copyCommand} />;
  return <CopyButton text={`${error.tag} ${JSON.stringify(error.fields)}`} label={t.error.copy} />;
}
