import { CHECKED, checkedLabels } from "../core/edits/edit.ts";
import { coverClasses, useClasses } from "../core/landcover/ocsge.ts";
import { answerLabels, reviewLabels } from "./change-layers.ts";
import { verdictLabels } from "./layers.ts";
import { kindLabels } from "./strata.ts";

export interface CodedValue {
  readonly value: string;
  readonly label: string;
}

/** What the columns of codes may hold besides null, by the column's name, or by the one that the column says. */
export const domains: Readonly<Record<string, readonly CodedValue[]>> = {
  code_cs: coverClasses.map(({ code, labelFr }) => ({ value: code, label: labelFr })),
  code_us: useClasses.map(({ code, labelFr }) => ({ value: code, label: labelFr })),
  artif: [
    { value: "artif", label: "Artificialisé" },
    { value: "non artif", label: "Non artificialisé" },
  ],
  ocsol_artif: [
    { value: verdictLabels.certain, label: "Artificialisé, quel que soit l’usage" },
    { value: verdictLabels["depends-on-use"], label: "Artificialisé ou non selon l’usage" },
    { value: verdictLabels.never, label: "Jamais artificialisé" },
  ],
  ocsol_controle: [
    { value: checkedLabels[CHECKED.no]!, label: "Prédiction que personne n’a regardée" },
    { value: checkedLabels[CHECKED.accepted]!, label: "Jugé juste à l’écran" },
    { value: checkedLabels[CHECKED.corrected]!, label: "Corrigé à l’écran" },
  ],
  evolution: [
    { value: kindLabels.artificialised, label: "Artificialisé : non artificialisé avant, artificialisé après" },
    { value: kindLabels.renatured, label: "Renaturé : artificialisé avant, non artificialisé après" },
    { value: kindLabels["depends-on-use"], label: "Artificialisé ou renaturé selon l’usage" },
    { value: kindLabels.other, label: "Autre changement de couverture" },
    { value: kindLabels.none, label: "Rejeté à la relecture" },
  ],
  relecture: [
    { value: reviewLabels.no, label: "Changement que personne n’a regardé" },
    { value: reviewLabels.accepted, label: "Jugé juste à l’écran" },
    { value: reviewLabels.rejected, label: "Jugé faux à l’écran" },
    { value: reviewLabels.relabelled, label: "Couverture corrigée à l’écran" },
  ],
  reponse: [
    { value: answerLabels.none, label: "Point à interpréter" },
    { value: answerLabels.given, label: "Point interprété" },
    { value: answerLabels.unsure, label: "Point que l’interprète n’a pas pu dire" },
  ],
};
