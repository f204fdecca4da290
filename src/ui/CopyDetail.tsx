import { type AppError, isAppError } from "../core/errors.ts";
import { useMessages } from "./context.ts";

/** Copies the line that converts a file, where there is one, else what an error says to those who can mend it. */
export function CopyDetail({ error }: { error: AppError }) {
  const { t } = useMessages();
  const command = isAppError(error, "file-needs-converting") ? error.fields.command : undefined;
  const detail = command ?? `${error.tag} ${JSON.stringify(error.fields)}`;
  return (
    <button type="button" className="button quiet" onClick={() => void navigator.clipboard?.writeText(detail)}>
      {command === undefined ? t.error.copy : t.error.copyCommand}
    </button>
  );
}
