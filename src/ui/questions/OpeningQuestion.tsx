import { isAppError } from "../../core/errors.ts";
import { errorSentence } from "../../i18n/index.ts";
import type { Asked } from "../../state/commands/open-image.ts";
import { useMessages } from "../context.ts";
import { FilePicker } from "../FilePicker.tsx";
import { AskCrs } from "./AskCrs.tsx";
import { AskGroup } from "./AskGroup.tsx";
import { AskStretch } from "./AskStretch.tsx";

/** What the dropped files leave open, and the fields to say it: nothing is assumed. */
export function OpeningQuestion({ asked }: { asked: Asked }) {
  const { t, locale } = useMessages();
  const { question } = asked;
  return (
    <section className="question" data-testid="question" data-tag={question.tag}>
      <p role="alert">{errorSentence(locale, question)}</p>
      {isAppError(question, "images-differ") ? (
        <AskGroup asked={asked} groups={question.fields.groups} />
      ) : isAppError(question, "stretch-needed") ? (
        <AskStretch key={question.fields.file} asked={asked} measured={question.fields} />
      ) : (
        <AskCrs asked={asked} />
      )}
      <FilePicker className="button quiet">{t.image.open}</FilePicker>
    </section>
  );
}
