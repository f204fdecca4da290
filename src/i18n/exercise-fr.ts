import type { Unit } from "../core/exercise/exercise.ts";

/** Workshops: the exercise's panel and what opens one. */
export const exerciseFr = {
  label: "Exercice",
  zones: "Limiter le travail à une zone",
  whole: "Toute l’image",
  answer: (unit: Unit) => `Votre réponse (${unit === "ha" ? "ha" : "%"})`,
  check: "Vérifier",
  right: "Juste.",
  wrong: "Pas dans la tolérance.",
  unreadable: "Écrivez un nombre, par exemple 12,4.",
  expected: (value: string, tolerance: string) => `Attendu : ${value}, à ${tolerance} près.`,
  points: (count: number, value: string) => `${value} point${count >= 2 ? "s" : ""}`,
  score: (count: number, right: string, total: string) => `${right} juste${count >= 2 ? "s" : ""} sur ${total}`,
  save: "Enregistrer mes réponses",
  close: "Quitter l’exercice",
  open: {
    title: "Ouvrir un exercice",
    explain:
      "Un exercice est un fichier que prépare un formateur : une image, des réglages, des zones et des questions dont la réponse est connue. Déposez-le n’importe où, ouvrez-le ici, ou suivez le lien du formateur.",
    replaces: "L’image ouverte se ferme ; son résultat reste gardé si ce navigateur le peut.",
    choose: "Choisir un fichier…",
    example: "Essayer l’exercice d’exemple",
  },
};
