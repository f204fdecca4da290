import { FileUp, GraduationCap } from "lucide-react";
import { useRef } from "react";
import { exerciseMessagesOf } from "../../i18n/exercise.ts";
import { openExercise, openLinkedExercise } from "../../state/commands/exercise.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";

/** Lies beside the page, in French and English. */
const EXAMPLE = "./exemple.ocsol-exercice.json";

/** Opens a trainer's exercise, or the sample one. */
export default function ExercisePage({ onClose }: { onClose: () => void }) {
  const app = useApp();
  const { locale } = useMessages();
  const words = exerciseMessagesOf[locale].open;
  const hasImage = useAppState(({ image }) => image !== undefined);
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      title={words.title}
      testId="exercise-page"
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className="button"
            data-testid="exercise-example"
            onClick={() => {
              onClose();
              void openLinkedExercise(app, EXAMPLE);
            }}
          >
            <GraduationCap size={16} aria-hidden /> {words.example}
          </button>
          <button type="button" className="button primary" onClick={() => input.current?.click()}>
            <FileUp size={16} aria-hidden /> {words.choose}
          </button>
        </>
      }
    >
      <p>{words.explain}</p>
      {hasImage && <p className="warning">{words.replaces}</p>}
      <input
        ref={input}
        type="file"
        hidden
        accept=".json"
        data-testid="exercise-file"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file === undefined) return;
          onClose();
          void openExercise(app, file);
        }}
      />
    </Dialog>
  );
}
