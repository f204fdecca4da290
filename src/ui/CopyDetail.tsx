import type { AppError } from "../core/errors.ts";
import { useMessages } from "./context.ts";

/** Copies what an error says to those who can mend it. */
export function CopyDetail({ error }: { error: AppError }) {
  const { t } = useMessages();
  const detail = `${error.tag} ${JSON.stringify(error.fields)}`;
  return (
    <button type="button" className="button quiet" onClick={() => void navigator.clipboard?.writeText(detail)}>
      {t.error.copy}
    </button>
  );
}
