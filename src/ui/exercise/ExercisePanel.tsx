import { Check, Download, GraduationCap, X } from "lucide-react";
import { type FormEvent, useId } from "react";
import type { Question } from "../../core/exercise/exercise.ts";
import { exerciseMessagesOf } from "../../i18n/exercise.ts";
import { checkAnswer, closeExercise, limitToZone, saveAnswers, typeAnswer } from "../../state/commands/exercise.ts";
import { clearArea } from "../../state/commands/set-area.ts";
import { type ExerciseState, isBusy } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** A trainer's exercise above the steps, folded on a click: what to do, the zones, the questions, how the answers were. */
export default function ExercisePanel({ state }: { state: ExerciseState }) {
  const app = useApp();
  const { format, locale } = useMessages();
  const words = exerciseMessagesOf[locale];
  const id = useId();
  const { exercise, verdicts } = state;
  const right = verdicts.filter((verdict) => verdict === "right").length;
  return (
    <section className="exercise" aria-labelledby={id} data-testid="exercise">
      <details open>
        <summary>
          <h2 id={id}>
            <GraduationCap size={18} aria-hidden /> {exercise.title[locale]}
          </h2>
        </summary>
        <p>{exercise.instructions[locale]}</p>
        <Zones state={state} />
        <ol>
          {exercise.questions.map((question, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: questions have no other name, and stay where they are
            <li key={index}>
              <Answer question={question} index={index} state={state} />
            </li>
          ))}
        </ol>
        <p role="status" data-testid="exercise-score">
          {verdicts.some((verdict) => verdict !== undefined) &&
            words.score(right, format.number(right), format.number(exercise.questions.length))}
        </p>
        <div className="exercise-actions">
          <button
            type="button"
            className="button"
            data-testid="save-answers"
            onClick={() => void saveAnswers(app, locale)}
          >
            <Download size={16} aria-hidden /> {words.save}
          </button>
          <button type="button" className="button quiet" onClick={() => closeExercise(app)}>
            <X size={16} aria-hidden /> {words.close}
          </button>
        </div>
      </details>
    </section>
  );
}

function Zones({ state: { exercise } }: { state: ExerciseState }) {
  const app = useApp();
  const { locale } = useMessages();
  const words = exerciseMessagesOf[locale];
  const area = useAppState((state) => state.area);
  const ready = useAppState((state) => state.image !== undefined && !isBusy(state));
  if (exercise.zones.length === 0) return null;
  return (
    <fieldset className="exercise-zones">
      <legend>{words.zones}</legend>
      <button
        type="button"
        className="button"
        disabled={!ready}
        aria-pressed={area === undefined}
        onClick={() => clearArea(app)}
      >
        {words.whole}
      </button>
      {exercise.zones.map((zone) => (
        <button
          key={zone.name}
          type="button"
          className="button"
          disabled={!ready}
          aria-pressed={area?.name === zone.name}
          onClick={() => void limitToZone(app, zone)}
        >
          {zone.name}
        </button>
      ))}
    </fieldset>
  );
}

interface AnswerProps {
  readonly question: Question;
  readonly index: number;
  readonly state: ExerciseState;
}

function Answer({ question, index, state: { answers, verdicts } }: AnswerProps) {
  const app = useApp();
  const { format, locale } = useMessages();
  const words = exerciseMessagesOf[locale];
  const id = useId();
  const verdict = verdicts[index];
  const { text, unit, expected, tolerance, explanation } = question;
  const quantity = (value: number) =>
    unit === "%" ? format.percent(value / 100, 1) : `${format.number(value, 2)}\u202fha`;
  const margin = unit === "%" ? words.points(tolerance, format.number(tolerance, 1)) : quantity(tolerance);
  const check = (event: FormEvent) => {
    event.preventDefault();
    checkAnswer(app, index, locale);
  };
  return (
    <form className="exercise-question" onSubmit={check} data-testid={`question-${index + 1}`}>
      <p id={id}>{text[locale]}</p>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={words.answer(unit)}
        aria-describedby={id}
        aria-invalid={verdict === "unreadable"}
        value={answers[index]}
        onChange={({ target }) => typeAnswer(app, index, target.value)}
      />
      <span aria-hidden>{unit}</span>
      <button type="submit" className="button">
        <Check size={16} aria-hidden /> {words.check}
      </button>
      <div className={`exercise-verdict ${verdict ?? ""}`} role="status" data-verdict={verdict}>
        {verdict !== undefined && (
          <p>
            <strong>{words[verdict]}</strong>
            {verdict !== "unreadable" && ` ${words.expected(quantity(expected), margin)}`}
          </p>
        )}
        {(verdict === "right" || verdict === "wrong") && <p>{explanation[locale]}</p>}
      </div>
    </form>
  );
}
