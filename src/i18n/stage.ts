import type { Locale } from "./index.ts";
import { stageEn } from "./stage-en.ts";
import { type StageMessages, stageFr } from "./stage-fr.ts";

export const stageMessagesOf: Readonly<Record<Locale, StageMessages>> = { fr: stageFr, en: stageEn };
