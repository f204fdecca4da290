import type { Weakness } from "../core/change/comparability.ts";
import type { Formats } from "./index.ts";

type WeaknessTag = Weakness["tag"];
export type WeaknessSentences = {
  readonly [T in WeaknessTag]: (weakness: Extract<Weakness, { tag: T }>, words: WeaknessWords) => string;
};

/** How a language puts the values that sentences are made of. */
export interface WeaknessWords {
  readonly formats: Formats;
  /** of a day or of a year, in ISO 8601 */
  date(date: string): string;
}

/** Comparison of two dates: what weakens it, for the user and for the report, and what figures of land take do not say. */
export const comparabilityFr = {
  weaknesses: {
    "no-overlap": () =>
      "Les deux cartes ne se recouvrent pas : il n’y a rien à comparer. Vérifiez que les deux fichiers sont du même endroit.",
    export: ({ file }) =>
      `« ${file} » est un export d’Ocsol qui ne dit pas comment la carte a été faite (pixel, seuils de surface, lissage) : donnez plutôt son GeoPackage si vous l’avez.`,
    published: ({ before, after }) =>
      `Aucune des deux cartes n’est d’Ocsol : ce sont des cartes publiées (${both(before, after, " et ")}), comparées telles quelles. Ce qui diffère est ce que leurs auteurs ont révisé, corrections de l’édition précédente comprises ; vérifiez que les deux suivent les mêmes spécifications. Aucun modèle n’a donné de confiance aux changements.`,
    "little-overlap": ({ share }, { formats }) =>
      `Les deux cartes ne se recouvrent que sur ${formats.percent(share)} de l’étendue de la plus petite : les chiffres ne valent que pour ce terrain commun.`,
    "models-differ": ({ before, after }) =>
      `Les deux cartes n’ont pas été faites de la même façon (${origin(before)} avant, ${origin(after)} après) : une partie des changements vient de cette différence, et non du terrain. Refaites la carte la plus ancienne avec le même modèle si vous avez son orthophoto ; sinon, relisez chaque changement avant d’en citer la surface.`,
    "models-unknown": () =>
      "Aucune des deux cartes ne dit quel modèle l’a faite. Si ce n’est pas le même, une partie des changements vient des modèles, et non du terrain.",
    "crs-differ": ({ before, after }) =>
      `Les deux cartes ne sont pas dans le même système de coordonnées (EPSG:${before} avant, EPSG:${after} après) : l’une est reprojetée, ce qui peut décaler ses contours de quelques décimètres.`,
    "resolutions-differ": ({ before, after }, { formats }) =>
      `Les pixels n’ont pas la même taille (${formats.length(before)} avant, ${formats.length(after)} après) : de petits objets peuvent apparaître ou disparaître sans que rien n’ait changé.`,
    "presets-differ": () =>
      "Les deux cartes n’ont pas été généralisées de la même façon (seuils de surface, lissage des contours) : un objet gardé dans l’une peut être absorbé dans l’autre. Refaites-en une avec les réglages de l’autre si vous le pouvez.",
    "seasons-differ": ({ before, after }, { date }) =>
      `Les photographies ne sont pas de la même saison (${date(before)}, ${date(after)}) : feuillage, cultures et ombres changent d’une saison à l’autre. Méfiez-vous surtout des changements entre sols nus, herbe et arbres.`,
    "season-unknown": () => "Saison inconnue : d’une des deux dates au moins on ne connaît que l’année.",
    "dates-unknown": () =>
      "La date d’au moins une des deux cartes n’est pas connue : ni la durée écoulée ni la saison ne peuvent être vérifiées.",
    "dates-reversed": ({ before, after }, { date }) =>
      `La carte donnée comme la plus ancienne (${date(before)}) semble plus récente que l’autre (${date(after)}). Si c’est le cas, échangez-les : ce qui est compté comme artificialisé ne l’est pas.`,
    "same-image": () =>
      "Les deux cartes nomment la même photographie : si c’est bien la même, ce qui diffère ne peut pas être un changement du terrain.",
    "synthetic-and-real": () =>
      "L’une des deux cartes vient d’une scène de synthèse, qui n’est d’aucun lieu réel : cette comparaison ne dit rien du terrain.",
    "colours-matched": ({ image, like }) =>
      `Les couleurs de ${image} ont été rapprochées de celles de ${like} avant la segmentation : la lumière et le traitement des photographies comptent moins dans ce qui diffère. La photographie montrée reste l’original.`,
    misregistration: ({ metres }, { formats }) =>
      `Les deux photographies sont décalées de ${formats.length(metres)} environ : les contours le sont d’autant. Recalez la carte la plus ancienne de ce décalage avant de comparer.`,
  } satisfies WeaknessSentences as WeaknessSentences,
  /** what no figure of land take says by itself */
  limits: [
    "Ces chiffres sont ceux de la couverture du sol vue d’en haut, pas de son usage : une pelouse et un pré se ressemblent, et l’usage seul dit si l’un ou l’autre est artificialisé.",
    "La consommation d’espaces naturels, agricoles et forestiers (ENAF), qui est la mesure légale jusqu’en 2031, est autre chose : elle se tient à partir des fichiers fonciers et ne se déduit pas de cette carte.",
    "Un usage qui change sans que la couverture change n’est pas vu : ce sol garde l’usage de la carte la plus ancienne.",
    "Un sol dont la couverture n’a pas changé peut basculer par les seuils du décret, selon ce qui l’entoure : il compte dans l’artificialisation sans figurer parmi les changements.",
    "Les exemptions du décret (solaire au sol sur terres agricoles, parcs de plus de 2 500 m²) ne se voient pas sur une image : ces sols sont comptés d’après leur seule couverture.",
  ],
};

const origin = (name: string): string => (name === "" ? "modèle inconnu" : name);

const both = (before: string, after: string, and: string): string =>
  before === after ? before : `${before}${and}${after}`;
