import type { ErrorFields, ErrorTag, ModelRefusal, NoImage } from "../core/errors.ts";
import type { TerritoryId } from "../core/geoplateforme/territories.ts";
import type { BandOrder, ModelFact } from "../core/models/description.ts";
import type { FlairPreset } from "../core/models/flair.ts";
import type { NormalisationName } from "../core/models/normalisations.ts";
import type { ExportFormat } from "../core/ports/export-formats.ts";
import { comparingFr } from "./comparing-fr.ts";
import { correctingFr } from "./correcting-fr.ts";
import { frameFr } from "./frame-fr.ts";
import { helpFr } from "./help-fr.ts";
import { historyFr } from "./history-fr.ts";
import type { Formats } from "./index.ts";
import { mapFr } from "./map-fr.ts";
import { offlineFr } from "./offline-fr.ts";
import { runFr } from "./run-fr.ts";
import { samplingFr } from "./sampling-fr.ts";

/** Why a model is not taken, and what to do. */
const refusals: Readonly<Record<ModelRefusal, (model: string, detail: string) => string>> = {
  "not-onnx": (model) =>
    `« ${model} » n’est pas un fichier ONNX, ou il en manque la fin. Téléchargez-le ou exportez-le de nouveau.`,
  "weights-elsewhere": (model) =>
    `Les poids de « ${model} » sont dans un second fichier. Réunissez-les : python -c "import onnx;onnx.save(onnx.load('${model}'), 'entier.onnx')"`,
  inputs: (model, count) =>
    `« ${model} » demande ${count} entrées ; Ocsol n’en a qu’une à donner, l’image. Exportez un modèle à une seule entrée.`,
  "input-type": (model, type) =>
    `« ${model} » attend des valeurs de type ${type} ; Ocsol donne float32 ou uint8. Exportez le modèle avec une entrée float32.`,
  "input-shape": (model, shape) =>
    `L’entrée de « ${model} » (${shape}) n’est pas une seule image carrée. Exportez le modèle pour 1×3×512×512, ou un autre carré.`,
  bands: (model, bands) =>
    `« ${model} » demande d’autres bandes que le rouge, le vert et le bleu (bandes : ${bands}). Ocsol ne lit aujourd’hui que ces trois-là : prenez la version RVB du modèle.`,
  outputs: (model, names) =>
    `« ${model} » a plusieurs sorties (${names}). Joignez une fiche manifest.json qui nomme la bonne, ou exportez une seule sortie.`,
  "output-type": (model, type) =>
    `« ${model} » répond par des valeurs de type ${type} ; il faut des scores float32 ou des numéros de classe entiers. Exportez le modèle ainsi.`,
  "output-shape": (model, shape) =>
    `La réponse de « ${model} » (${shape}) n’est pas une carte de la taille de son entrée. Exportez un modèle qui répond par 1×classes×hauteur×largeur.`,
  "one-class": (model, shape) =>
    `« ${model} » ne donne qu’un score par pixel (${shape}) : il sépare un objet du reste, sans choisir entre des classes. Prenez un modèle à plusieurs classes.`,
  "not-a-segmenter": (model, type) =>
    `« ${model} » est un modèle Deepness de type « ${type} » ; Ocsol n’emploie que la segmentation. Choisissez un modèle « Segmentor ».`,
  metadata: (model, detail) =>
    `Une métadonnée Deepness de « ${model} » est inutilisable (${detail}). Corrigez-la, ou joignez une fiche manifest.json.`,
  "cannot-run": (model) =>
    `« ${model} » ne s’exécute pas ainsi. Vérifiez la taille de sa fenêtre (souvent un multiple de 32), ou exportez-le de nouveau (opset 21 au plus).`,
  "no-confidence": (model) =>
    `« ${model} » donne la classe sans dire s’il en est sûr : il n’y a pas de trame de confiance à écrire. Retirez --confidence.`,
  "manifest-alone": (manifest) =>
    `La fiche « ${manifest} » ne va pas sans son modèle. Déposez les deux fichiers ensemble : .onnx et .json.`,
  "several-models": () =>
    "Plusieurs modèles ont été déposés à la fois. Déposez-les un par un, chacun avec sa fiche manifest.json s’il en a une.",
  elsewhere: (model, origin) =>
    `Le modèle « ${model} » est sur un autre site (${origin}), et Ocsol ne va rien chercher ailleurs. Téléchargez-le, puis déposez-le ici.`,
};

function quoted(value: string): string {
  return /^\d+$/.test(value) ? value : `« ${value} »`;
}

/** Fields of a manifest in words; the others go by their own name. */
const modelFields: Readonly<Record<string, string>> = {
  windowPx: "la taille de la fenêtre",
  tile_size: "la taille de la fenêtre (tile_size)",
  "output.channels": "le nombre de classes",
  class_names: "le nombre de classes (class_names)",
  "input.name": "le nom de l’entrée",
  "input.type": "le type de l’entrée",
  "input.layout": "la disposition de l’entrée",
  "output.name": "le nom de la sortie",
  "output.kind": "la nature de la sortie",
};

const modelFacts: Readonly<Record<ModelFact, string>> = {
  resolution: "la taille d’un pixel au sol",
  window: "la taille de la fenêtre",
  normalisation: "la normalisation",
  classes: "la classe CoSIA de chaque sortie",
};

/** The first names of a list, and how many more. */
function firstFiles(files: readonly string[]): string {
  return files.length <= 2 ? files.join(", ") : `${files[0]}, …`;
}

/** What a file without an image is, and what to do. */
const noImages: Readonly<Record<NoImage, (file: string) => string>> = {
  "tile-list": (file) =>
    `« ${file} » n’est qu’une liste de dalles. Déposez les dalles elles-mêmes, ensemble : Ocsol les assemble.`,
  tiles: (file) =>
    `« ${file} » est une base GeoPackage ou MBTiles, dont l’imagerie est découpée en plusieurs échelles. Extrayez l’image : gdal_translate -of COG -co COMPRESS=JPEG "${file}" image.tif`,
  "point-cloud": (file) =>
    `« ${file} » est un nuage de points, pas une image. Déposez l’orthophoto du même secteur, en GeoTIFF ou JPEG 2000.`,
  "model-3d": (file) =>
    `« ${file} » est une maquette 3D, pas une image. Déposez l’orthophoto du même secteur, en GeoTIFF ou JPEG 2000.`,
  vector: (file) =>
    `« ${file} » est une couche vectorielle, pas une image. Déposez d’abord l’orthophoto, en GeoTIFF ou JPEG 2000.`,
  grid: (file) =>
    `« ${file} » (HDF ou netCDF) peut contenir plusieurs grilles. Listez-les avec gdalinfo, puis extrayez l’image : gdal_translate -of COG NETCDF:"${file}":nom image.tif`,
};

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("fr")} Mo`;
}

/** One sentence, or two, for each error: what is wrong, then what to do. */
const errors: { [T in ErrorTag]: (fields: ErrorFields[T]) => string } = {
  "file-not-a-raster": ({ file }) =>
    `« ${file} » n’est pas une image que lit Ocsol. Déposez une orthophoto GeoTIFF (.tif) ou JPEG 2000 (.jp2) ; une autre image se convertit avec QGIS ou gdal_translate.`,
  "file-is-an-archive": ({ file, kind }) =>
    kind === "7z.001"
      ? `« ${file} » est un morceau d’archive 7z. Réunissez tous les morceaux (.001, .002…) dans un dossier, ouvrez le premier avec 7-Zip, puis déposez les images extraites.`
      : `« ${file} » est une archive (${kind}). Extrayez-la d’abord, avec 7-Zip par exemple, puis déposez les images qu’elle contient.`,
  "file-needs-converting": ({ file, format, command }) =>
    `Ocsol ne lit pas ${format === "" ? "ce format" : `le format ${format}`} (« ${file} »). Convertissez l’image : ${command}`,
  "file-holds-no-image": ({ file, kind }) => noImages[kind](file),
  "companion-alone": ({ file }) =>
    `« ${file} » accompagne une image sans en être une. Déposez les deux ensemble, dans le même dossier et sous le même nom.`,
  "images-differ": ({ groups }) =>
    `Ces images n’ont pas toutes le même système ni la même taille de pixel. Gardez celles d’un seul groupe : ${groups
      .map(
        ({ crs, gsdMetres, files }) =>
          `${files.length} à ${Number((gsdMetres * 100).toPrecision(4))}\u202fcm en EPSG:${crs} (${firstFiles(files)})`,
      )
      .join(" ; ")}.`,
  "area-too-large": ({ pixels, limit }) =>
    `L’ensemble de ces images, vides compris, ferait ${Math.round(pixels / 1e9)} milliards de pixels (${Math.round(limit / 1e9)} au plus). Ouvrez-en moins à la fois, et vérifiez qu’aucune n’est d’une autre région.`,
  "image-elsewhere": ({ file, origin }) =>
    `L’image « ${file} » est sur un autre site (${origin}), et Ocsol ne va rien chercher ailleurs. Téléchargez-la, puis déposez-la ici.`,
  "server-without-ranges": ({ file, detail }) =>
    `Le serveur ne donne pas « ${file} » par morceaux (${detail}). Vérifiez l’adresse, ou activez-y les requêtes partielles (Accept-Ranges) ; sinon, téléchargez l’image et déposez-la ici.`,
  "file-truncated": ({ file }) =>
    `« ${file} » est incomplet : il manque la fin du fichier. Copiez-le ou téléchargez-le de nouveau.`,
  "file-unreadable": ({ file, detail }) =>
    `« ${file} » n’a pas pu être lu (${detail}). Vérifiez qu’il n’est ni déplacé ni endommagé, puis ouvrez-le de nouveau.`,
  "file-changed": () =>
    "Un fichier ouvert a été modifié, déplacé ou retiré depuis son ouverture. Remettez-le, puis ouvrez-le de nouveau : ce qui est segmenté est gardé, et reprend.",
  "tiff-compression-unsupported": ({ file, compression }) =>
    `La compression ${compression} de « ${file} » n’est pas prise en charge. Convertissez l’image : gdal_translate -co COMPRESS=DEFLATE -co TILED=YES entrée.tif sortie.tif`,
  "jp2-unsupported": ({ file, feature }) =>
    `« ${file} » utilise une forme de JPEG 2000 qui n’est pas prise en charge (${feature}). Convertissez l’image : gdal_translate -co COMPRESS=DEFLATE -co TILED=YES entrée.jp2 sortie.tif`,
  "samples-unsupported": ({ file, bands, bits, format }) =>
    `« ${file} » a ${bands} bande(s) de ${bits} bits (${format}), qu’Ocsol ne sait pas montrer en rouge, vert et bleu. Convertissez-la : gdal_translate -ot Byte -scale -b 1 -b 2 -b 3 entrée.tif sortie.tif`,
  "band-missing": ({ file, band, bands }) =>
    `« ${file} » n’a pas de bande ${band} : il en a ${bands}. Choisissez d’autres bandes.`,
  "stretch-needed": ({ file, bits, format, low, high, least, most }) =>
    `Les valeurs de « ${file} » (${bits} bits, ${format}, de ${least} à ${most}) ne sont pas des couleurs. Dites lesquelles donner pour le noir et le blanc : ${low} et ${high} conviennent souvent.`,
  "crs-missing": ({ file }) =>
    `« ${file} » n’a pas de système de coordonnées. Choisissez-le dans la liste, ou déposez avec lui le fichier .prj ou .tab qui l’accompagne.`,
  "crs-unknown": ({ file, detail }) =>
    `Le système de coordonnées de « ${file} » (${detail}) n’est pas connu d’Ocsol. Reprojetez l’image : gdalwarp -t_srs EPSG:2154 entrée.tif sortie.tif`,
  "georeference-missing": ({ file }) =>
    `« ${file} » ne dit pas où il se trouve. Déposez avec lui le fichier .tfw, .j2w ou .tab qui l’accompagne ; s’il n’y en a pas, géoréférencez l’image avec QGIS, ou : gdal_translate -a_srs EPSG:2154 -a_ullr xmin ymax xmax ymin entrée.tif sortie.tif`,
  "affine-unsupported": ({ file, detail }) =>
    `La position de « ${file} » n’est pas utilisable (${detail}). Redressez l’image : gdalwarp -t_srs EPSG:2154 entrée.tif sortie.tif`,
  "grids-differ": ({ detail }) =>
    `Ces images ne se raccordent pas (${detail}). Il faut le même système de coordonnées, la même taille de pixel et des pixels alignés : gdalwarp -tap -tr 0.2 0.2 -t_srs EPSG:2154 entrée.tif sortie.tif`,
  "file-not-a-zone-layer": ({ file, detail }) =>
    `« ${file} » n’est pas une couche de polygones utilisable (${detail}). Convertissez-la en GeoJSON : ogr2ogr sortie.geojson entrée`,
  "zones-missing": ({ file }) =>
    `« ${file} » ne contient aucun polygone. Une zone se donne par des surfaces : prenez une couche de polygones, pas de points ni de lignes.`,
  "zone-crs-missing": ({ file }) =>
    `« ${file} » ne dit pas dans quel système de coordonnées il est. Déposez le fichier .prj avec lui, ou indiquez-le : ogr2ogr -a_srs EPSG:2154 sortie.gpkg entrée`,
  "zone-crs-unknown": ({ file, detail }) =>
    `Le système de coordonnées de « ${file} » (${detail}) n’est pas connu d’Ocsol. Reprojetez la couche : ogr2ogr -t_srs EPSG:2154 sortie.gpkg entrée`,
  "area-elsewhere": ({ file }) =>
    `${file === "" ? "Cette zone" : `« ${file} »`} ne touche pas l’image : rien n’est changé. Prenez-en une qui la recouvre, et vérifiez son système de coordonnées.`,
  ...mapFr.errors,
  "reference-without-image": ({ file }) =>
    `« ${file} » est une carte d’occupation du sol à comparer, mais il n’y a rien à côté. Ouvrez d’abord l’orthophoto ou un résultat d’Ocsol, puis déposez ce fichier.`,
  "comparison-map-missing": ({ file }) =>
    `La carte « ${file} » n’est plus gardée par ce navigateur. Redonnez-la à sa date : ce que vous aviez décidé est toujours là.`,
  "area-without-image": ({ file }) =>
    `« ${file} » délimite une zone, mais aucune image n’est ouverte. Ouvrez d’abord l’orthophoto, ou déposez les deux ensemble.`,
  "zones-without-dates": ({ file }) =>
    `« ${file} » délimite des zones, mais il n’y a pas encore deux cartes à comparer. Donnez d’abord les deux dates.`,
  "side-not-a-map": ({ file }) =>
    `« ${file} » n’est pas une carte d’occupation du sol que lit Ocsol. Donnez un résultat d’Ocsol (GeoPackage), une OCS GE (colonne code_cs) ou une CoSIA (colonnes numero et classe).`,
  "sides-not-comparable": () => "Ces deux cartes ne peuvent pas être comparées.",
  "comparison-too-large": ({ corners, most }) =>
    `Les deux cartes publiées ont ensemble ${Math.round(corners / 1e6)} millions de sommets sur le terrain à comparer (${Math.round(most / 1e6)} au plus). Limitez la comparaison à une zone : une commune, une intercommunalité.`,
  "nothing-compared": () =>
    "Les deux cartes n’ont aucun terrain en commun : rien n’est comparé. Vérifiez leurs emprises, le recalage demandé et la zone d’étude.",
  "images-not-matched": () =>
    "Le décalage entre les deux photographies n’a pas pu être mesuré : il en manque une, ou trop peu de détails leur sont communs. Indiquez-le en mètres, ou comparez sans recaler.",
  "sides-unconfirmed": () => "Cette comparaison ne se fait qu’avec votre accord explicite.",
  "result-not-a-map": ({ file, reason, x, y }) =>
    reason === "outside"
      ? `« ${file} » a été modifié depuis son export : un polygone sort de l’image, vers x = ${x.toFixed(2)}, y = ${y.toFixed(2)}. Rien n’est changé ici. Ramenez-le dans l’emprise, ou gardez ce fichier pour votre SIG.`
      : `« ${file} » a été modifié depuis son export : des polygones s’y chevauchent, ou leurs côtés ne se raccordent plus, vers x = ${x.toFixed(2)}, y = ${y.toFixed(2)}. Rien n’est changé ici. Corrigez ce lieu dans votre SIG (vérificateur de topologie), puis déposez le fichier à nouveau.`,
  "result-unreadable": ({ file, detail }) =>
    `« ${file} » se dit un résultat d’Ocsol, mais n’en a plus la forme (${detail}). Remettez cette table ou cette valeur comme à l’export, puis déposez le fichier à nouveau.`,
  "sample-invalid": ({ file, detail }) =>
    `« ${file} » n’est pas un échantillon que lit Ocsol (champ ${detail}). Donnez le fichier .ocsol-echantillon.json tel qu’il a été enregistré.`,
  "sample-elsewhere": ({ file }) =>
    `L’échantillon « ${file} » n’est pas de cette carte. Ouvrez d’abord la carte dont il a été tiré.`,
  "exercise-invalid": ({ file, detail }) =>
    `« ${file} » n’est pas un exercice utilisable (${detail}). Corrigez ce champ, ou demandez un autre fichier à votre formateur.`,
  "exercise-missing": ({ file }) =>
    `L’exercice « ${file} » n’est pas sur le serveur de cette page. Vérifiez le lien, ou demandez le fichier à votre formateur.`,
  "exercise-elsewhere": ({ file, origin }) =>
    `L’exercice « ${file} » est sur un autre site (${origin}), et Ocsol ne va rien chercher ailleurs. Téléchargez-le, puis déposez-le ici.`,
  "online-refused": () =>
    "Le serveur de l’IGN (data.geopf.fr) n’a pas répondu à cette page : pas de réseau, un pare-feu, ou l’accès refusé aux sites tiers. Téléchargez plutôt la BD ORTHO de votre département sur cartes.gouv.fr (archive 7z à extraire), puis déposez une dalle ici.",
  "online-busy": () =>
    "Le serveur de l’IGN refuse toujours : trop de requêtes viennent de votre adresse (40 par seconde au plus, pour tout votre réseau). Attendez une minute, puis reprenez la zone.",
  "online-failed": ({ detail }) =>
    `Le serveur de l’IGN n’a pas pu donner toute l’image (${detail}). Réessayez plus tard, ou prenez une zone plus petite.`,
  "online-answer-invalid": ({ detail }) =>
    `Le serveur de l’IGN a répondu autre chose qu’une image utilisable (${detail}). Réessayez plus tard, ou téléchargez la BD ORTHO de votre département sur cartes.gouv.fr.`,
  "model-missing": ({ model }) =>
    `Le modèle « ${model} » est introuvable. Rechargez la page ; si cela persiste, l’installation d’Ocsol est incomplète.`,
  "model-manifest-invalid": ({ model, detail }) =>
    `La fiche du modèle « ${model} » est incorrecte (${detail}). Corrigez-la, ou choisissez un autre modèle.`,
  "model-checksum": ({ file }) =>
    `Le fichier du modèle « ${file} » ne correspond pas à son empreinte : il est endommagé ou a été modifié. Reprenez-le à sa source, ou rechargez la page.`,
  "model-output-invalid": ({ model, detail }) =>
    `Le modèle « ${model} » ne répond pas comme sa fiche l’annonce (${detail}). Choisissez un autre modèle.`,
  "model-refused": ({ model, reason, detail }) => refusals[reason](model, detail),
  "model-disagrees": ({ model, field, manifest, graph }) =>
    `« ${model} » ne correspond pas à sa description : ${modelFields[field] ?? field} y vaut ${quoted(manifest)}, mais ${quoted(graph)} dans le modèle. Corrigez la description, ou prenez le modèle qui va avec elle.`,
  "model-undescribed": ({ model, missing }) =>
    `Rien ne dit comment employer « ${model} » ; il manque : ${missing.map((fact) => modelFacts[fact]).join(", ")}. Joignez une fiche manifest.json (--manifest), ou des métadonnées Deepness dans le fichier.`,
  "backend-unavailable": ({ backend, detail }) =>
    `Le calcul par « ${backend} » n’a pas pu démarrer (${detail}). Choisissez « processeur » dans les réglages, ou fermez d’autres onglets.`,
  "worker-crashed": ({ detail }) =>
    `Un calcul s’est interrompu (${detail}). Ce qui est fait est gardé : fermez d’autres onglets, puis relancez.`,
  "window-failed": ({ detail }) =>
    `Une fenêtre de l’image n’a pas pu être segmentée (${detail}). Ce qui est fait est gardé : relancez, ou choisissez « processeur » dans les réglages.`,
  "gpu-lost": () =>
    "La carte graphique a été perdue deux fois de suite (pilote, mise en veille ou autre programme). Ce qui est fait est gardé : relancez, ou choisissez « processeur » dans les réglages du modèle.",
  "out-of-memory": () =>
    "La mémoire ne suffit pas. Ce qui est fait est gardé : fermez d’autres onglets puis relancez, ou travaillez sur une zone plus petite.",
  "storage-full": () =>
    "Le disque, ou la part que le navigateur y réserve, est plein. Libérez de la place, puis relancez : ce qui est fait est gardé.",
  "storage-short": ({ needed, free }) =>
    `Cette segmentation peut prendre jusqu’à ${megabytes(needed)} sur le disque, et le navigateur n’en accorde plus que ${megabytes(free)} à Ocsol. Oubliez d’anciens résultats (liste à gauche) ou libérez de la place sur le disque, puis relancez.`,
  "storage-lost": () =>
    "Le navigateur a effacé ou fermé l’espace où Ocsol garde son travail. Relancez : seul ce qui manque sera refait. Exportez dès que c’est fini.",
  "run-in-use": () =>
    "Cette segmentation est ouverte dans un autre onglet. Continuez là-bas, ou fermez cet autre onglet puis relancez ici.",
  "image-differs": ({ file, expected }) =>
    `« ${file} » n’a pas le contenu du fichier « ${expected} » de départ. Donnez celui-ci, même renommé, ou renoncez à reprendre.`,
  "map-too-noisy": () =>
    "La carte est trop morcelée pour être vectorisée d’un seul tenant. Généralisez d’abord la trame (un filtre majoritaire, gdal_sieve) ou travaillez sur une emprise plus petite.",
  "format-too-large": ({ format, bytes, limit }) =>
    `En ${format} le résultat prendrait ${megabytes(bytes)}, et le format s’arrête à ${megabytes(limit)}. Prenez le GeoPackage, qui n’a pas cette limite, ou travaillez sur une zone plus petite.`,
  "argument-invalid": ({ detail }) => `Commande incorrecte : ${detail}. Essayez « ocsol --help ».`,
  "option-unknown": ({ option, nearest }) =>
    nearest === ""
      ? `L’option ${option} n’existe pas. Essayez « ocsol --help ».`
      : `L’option ${option} n’existe pas : vouliez-vous dire ${nearest} ?`,
  "file-not-found": ({ file }) => `Le fichier « ${file} » n’existe pas. Vérifiez le chemin.`,
  "write-failed": ({ file, detail }) =>
    `« ${file} » n’a pas pu être écrit (${detail}). Vérifiez le dossier, vos droits et la place libre.`,
  cancelled: () => "Annulé.",
  internal: ({ detail }) =>
    `Ocsol a rencontré une erreur imprévue (${detail}). Rechargez la page ; si elle revient, signalez-la avec ce texte.`,
};

/** None is singular in French. */
const polygons = (count: number, { number }: Formats): string => `${number(count)} polygone${count < 2 ? "" : "s"}`;

export const fr = {
  languageName: "Français",
  tagline: "Carte d’occupation du sol à partir d’une orthophoto",
  privacy: "Rien ne quitte votre ordinateur.",
  privacyDetail: "L’image est lue, segmentée et exportée ici même, sans réseau.",

  drop: {
    title: "Déposez une orthophoto (GeoTIFF, JPEG 2000)",
    images: "Orthophotos",
    browse: "Parcourir…",
    demo: "Essayer la démonstration",
    demoDetail: "scène de synthèse, sans téléchargement",
    release: "Relâchez pour ouvrir",
  },
  steps: {
    label: "Étapes",
    image: "Image",
    area: "Zone",
    model: "Modèle",
    segment: "Segmenter",
    check: "Vérifier",
    export: "Exporter",
  },
  image: {
    opening: "Ouverture…",
    makingDemo: "Fabrication de la scène de synthèse…",
    open: "Ouvrir une autre image…",
    synthetic: "scène de synthèse",
    size: "Taille",
    crs: "Système",
    area: "Surface",
    format: "Format",
    source: "Source",
    chooseCrs: "Système de coordonnées",
    chooseCrsHint: "Choisissez…",
    assume: "Ouvrir avec ce système",
    black: "Noir",
    white: "Blanc",
    openStretched: "Ouvrir",
    openGroup: (count: number, size: string) =>
      count === 1 ? `Ouvrir l’image à ${size}` : `Ouvrir les ${count} images à ${size}`,
    files: "Fichiers",
    count: (count: number) => `${count} images`,
    ignored: (files: string) => `Laissés de côté : ${files}`,
    colours: "Couleurs",
    colourChoices: {
      natural: "couleurs naturelles (1, 2, 3)",
      infrared: "infrarouge couleurs (4, 1, 2)",
      other: "autres bandes…",
    },
    bandOf: ["Bande du rouge", "Bande du vert", "Bande du bleu"],
    apply: "Appliquer",
    bands: { 1: "gris", 3: "RVB", 4: "4 bandes" } as Readonly<Record<number, string>>,
  },
  area: {
    whole: "toute l’image",
    explain: "Limitez le travail à une partie de l’image : seules ses fenêtres sont lues et segmentées.",
    origins: { drawn: "Zone dessinée", view: "Vue de la carte", file: "" },
    draw: "Dessiner",
    view: "Vue actuelle",
    file: "Fichier…",
    clear: "Toute l’image",
    drawing:
      "Cliquez sur la carte pour poser les sommets. Double-clic ou Entrée : terminer. Retour arrière : ôter un sommet. Échap : abandonner.",
    formats: "GeoPackage, Shapefile (ou son ZIP), GeoJSON, KML : déposez-les n’importe où.",
    windows: (count: string, total: string, spared: string) =>
      `${count} fenêtres sur ${total} : ${spared} du calcul épargné`,
    legend: "Surfaces des fenêtres segmentées, un peu au-delà de la zone ; l’export est découpé exactement.",
  },
  model: {
    choose: "Modèle",
    resolution: (gsd: string) => `prévu pour ${gsd} par pixel`,
    accuracy: (value: string, set: string) => `justesse (mIoU) ${value} ${set}`,
    elsewhere: "hors du département d’entraînement",
    validation: "sur les zones de validation",
    synthetic: "sur scènes de synthèse",
    compute: "Calcul",
    computeOptions: { auto: "automatique", webgpu: "carte graphique (WebGPU)", wasm: "processeur" },
    computeNames: { auto: "automatique", webgpu: "carte graphique", wasm: "processeur" },
    allowSoftwareGpu: "Accepter un WebGPU logiciel (très lent)",
    about: "Limites et sources",
    settings: "Réglages",
    size: (value: string) => `${value} Mo`,
    add: "Ajouter un modèle…",
    remove: "Retirer ce modèle",
    unmeasured: "Modèle que vous avez apporté : Ocsol n’en a pas mesuré la justesse.",
    noConfidence: "Il donne la classe sans dire s’il en est sûr : ni affichage ni export de la confiance.",
    reading: (file: string) => `Lecture et essai de « ${file} »…`,
    added: (name: string) => `Le modèle « ${name} » est ajouté.`,
    kept: "Il reste sur cet ordinateur, et se retire à l’étape Modèle.",
    notKept: "Ce navigateur ne peut pas le garder : déposez-le de nouveau après avoir rechargé la page.",
    close: "Fermer",
  },
  describe: {
    title: "Décrire le modèle",
    intro: (file: string) =>
      `« ${file} » ne dit pas tout ce qu’il faut pour l’employer. La documentation du modèle donne ces renseignements.`,
    name: "Nom",
    preset: "Préréglage",
    noPreset: "aucun",
    presets: {
      "flair-12": "IGN FLAIR-INC, 12 classes",
      "flair-15": "IGN FLAIR-INC, 15 classes",
      "flair-19": "IGN FLAIR, 19 classes",
    } as Readonly<Record<FlairPreset, string>>,
    resolution: "Pixel au sol",
    centimetres: "cm",
    window: "Fenêtre",
    halo: "Bord coupé",
    pixels: "px",
    bands: "Bandes",
    bandOrders: { rgb: "rouge, vert, bleu", bgr: "bleu, vert, rouge" } as Readonly<Record<BandOrder, string>>,
    normalisation: "Valeurs",
    choose: "à choisir…",
    normalisations: {
      none: "telles quelles, 0 à 255",
      unit: "ramenées de 0 à 1",
      imagenet: "normalisation ImageNet",
      flair: "normalisation FLAIR-INC",
      other: "autre normalisation…",
    } as Readonly<Record<NormalisationName | "other", string>>,
    mean: "Moyenne",
    std: "Écart type",
    perBand: (what: string, band: string) => `${what}, ${band} (0 à 255)`,
    bandNames: ["rouge", "vert", "bleu"],
    classes: "Classes",
    count: "Nombre de classes",
    channel: "Sortie",
    label: "Nom",
    numero: "Classe CoSIA",
    never: "jamais choisie",
    numeroOf: (channel: string) => `Classe CoSIA de la sortie ${channel}`,
    noConfidence: "Ce modèle répond par la classe seule : il n’y aura pas de confiance.",
    missing: (facts: readonly ModelFact[]) => `À compléter : ${facts.map((fact) => modelFacts[fact]).join(", ")}.`,
    add: "Ajouter",
    trying: "Essai du modèle…",
    cancel: "Annuler",
  },
  backend: {
    webgpu: (adapter: string) => `Carte graphique (WebGPU${adapter ? `, ${adapter}` : ""})`,
    software: "WebGPU logiciel",
    precision: { fp32: "calcul en 32 bits", fp16: "calcul en 16 bits", "fp16-untried": "calcul en 16 bits à l’essai" },
    wasm: (why: string) => `Processeur (WASM) : ${why}`,
    reasons: {
      "webgpu-absent": "ce navigateur n’offre pas WebGPU",
      "no-adapter": "aucune carte graphique utilisable",
      "software-adapter": "la seule carte graphique est simulée par logiciel",
      "session-failed": "la carte graphique a refusé le modèle",
      asked: "choisi dans les réglages",
    },
  },
  run: runFr,
  kept: {
    title: "À reprendre",
    all: "Gardé sur cet ordinateur",
    resume: (image: string, percent: string) => `Reprendre la segmentation de ${image} (${percent})`,
    reopen: (image: string) => `Rouvrir le résultat de ${image}`,
    open: "ouvert dans un onglet",
    exported: "exporté",
    finished: "terminé",
    forget: "Oublier",
    forgetOf: (image: string) => `Oublier ${image}`,
    confirm: "Effacer pour de bon",
    ask: (image: string, size: string) =>
      `Redonnez l’image « ${image} » (${size}) : déposez-la ou choisissez-la. Elle est reconnue à son contenu, même renommée ou déplacée.`,
    choose: "Choisir le fichier…",
    stop: "Renoncer",
    reopenFile: (file: string) => `Rouvrir « ${file} »`,
    corrections: (count: number) => (count < 2 ? `${count} correction` : `${count} corrections`),
    askResult: (file: string) =>
      `Redonnez le fichier « ${file} » : déposez-le ou choisissez-le. Il est reconnu à son contenu, et ce que vous y aviez fait revient.`,
  },
  check: {
    classes: "Classes",
    opacity: "Opacité",
    layer: "Calque",
    layers: { classes: "Classes", confidence: "Confiance" },
    showImage: "Image",
    area: "ha",
    share: "%",
    total: "Total",
    confidenceScale: "Confiance du modèle, de 0 à 100 %",
    alone: "seule",
    aloneNamed: (name: string) => `${name} : cette classe seule`,
    showAll: "Montrer toutes les classes",
    safePalette: "Couleurs pour daltoniens, avec numéros",
    hatchBelow: (share: string) => `Hachures sous ${share} de confiance`,
    threshold: "Seuil",
    automatic: "Prédiction automatique, non vérifiée : ce n’est pas un produit officiel.",
  },
  reopened: {
    from: (file: string) => `Résultat rouvert depuis « ${file} ».`,
    withoutImage: (image: string) => `Déposez l’orthophoto « ${image} » pour la voir sous la carte.`,
    image: "Image",
    millesime: "Millésime",
    model: "Modèle",
    thresholds: "Seuils",
    least: (squareMetres: string) => `${squareMetres} m²`,
    borders: "Bords",
    smoothed: (tolerance: string) => `lissés à ${tolerance} près`,
    stairs: "ceux des pixels",
    squared: "bâtiments redressés",
    made: "Exporté le",
    again: "Segmenter à nouveau",
    fixed: "Fixés à l’export : pour les changer, segmentez à nouveau l’orthophoto.",
  },
  reference: {
    title: "Comparer à une autre carte",
    explain:
      "Déposez une OCS GE ou une couche CoSIA (GeoPackage, Shapefile, ZIP) : seule la partie sur l’image est lue.",
    open: "Choisir une carte de référence",
    reading: (file: string) => `Lecture de ${file}…`,
    products: { ocsge: "OCS GE", cosia: "CoSIA" },
    polygons: (count: number, format: Formats) => `${polygons(count, format)} ici`,
    shown: "Référence sur la carte",
    showings: { hidden: "Masquée", outlines: "Contours", colours: "Couleurs" },
    compare: "Comparer par classe",
    again: "Comparer à nouveau",
    comparing: "Comparaison en cours…",
    overall: (share: string) => `Accord global : ${share}.`,
    compared: (area: string) => `Sur ${area} couverts par les deux cartes.`,
    nothingShared: "La référence ne couvre rien de la carte.",
    old: "(avec les réglages d’avant)",
    take: "Prendre ses usages",
    takeExplain: "Chaque polygone reçoit le code d’usage (US) qui en couvre plus de la moitié.",
    stopTaking: "Ne plus prendre ses usages",
    taken: "Les fichiers et le rapport portent désormais ses codes d’usage ; l’artificialisation en tient compte.",
    remove: "Retirer la référence",
    matrixTitle: "Notre carte et la référence, en hectares",
    corner: "Notre carte ↓ · Référence →",
    uncovered: "Hors référence",
    other: "autre classe",
    agreement: "Accord",
    warning:
      "Comparer des cartes de modèles, de méthodes ou de dates différents mesure aussi ces différences : un désaccord n’est pas à lui seul une erreur, ni un changement du sol.",
    readMatrix:
      "Lignes : classes de notre carte ; colonnes : classes de la référence. Accord d’une ligne : part de notre classe que la référence confirme ; d’une colonne : part de sa classe que nous retrouvons.",
    csv: "Enregistrer le tableau (CSV)",
  },
  export: {
    preset: "Seuils",
    presets: {
      cosia: { name: "CoSIA : aucun", detail: "Chaque pixel garde sa classe : carte brute, fichier lourd." },
      ocsge: { name: "OCS GE", detail: "200 m² pour le bâti, 500 m² en zone construite, 2 500 m² ailleurs." },
      libre: { name: "Libres", detail: "Les surfaces plus petites rejoignent leur voisine." },
    },
    smooth: (tolerance: string) => `Lisser les bords, à ${tolerance} près`,
    squareBuildings: "Redresser les bâtiments",
    minArea: "Surface minimale",
    minAreaUnit: "m²",
    millesime: "Millésime",
    millesimeHint: "année de prise de vue",
    millesimeExample: "par exemple 2021",
    askMillesime: "De quelle année est la prise de vue ?",
    millesimeUnknown: "Ni le nom ni l’image ne le disent. Chaque polygone porte cette année.",
    millesimeOfFile: (year: string) => `Le fichier est daté de ${year} ; la photographie peut être plus ancienne.`,
    goOn: "Exporter",
    withoutMillesime: "Exporter sans millésime",
    system: "Système",
    ownSystem: (name: string) => `${name} (celui de l’image)`,
    others: "Autres formats",
    another: "Un autre format…",
    report: "Rapport",
    reportDetail: "Surfaces, carte et méthode, à imprimer ou à enregistrer en PDF.",
    formats: {
      geopackage: { name: "GeoPackage", detail: "QGIS, ArcGIS : toutes les couches, couleurs OCS GE" },
      shapefile: { name: "Shapefile", detail: "tout SIG, même ancien ; 2 Go au plus" },
      geojson: { name: "GeoJSON", detail: "sites web, geojson.io ; en WGS 84" },
      "geojson-projected": { name: "GeoJSON projeté", detail: "QGIS, GDAL ; dans le système choisi" },
      flatgeobuf: { name: "FlatGeobuf", detail: "QGIS, cartes web ; lu par extraits" },
      geoparquet: { name: "GeoParquet", detail: "DuckDB, Python, R ; grands volumes" },
      csv: { name: "Tableau des surfaces", detail: "tableur ; hectares par classe" },
      styles: { name: "Styles", detail: "QGIS (.qml), GeoServer (.sld)" },
      classes: {
        name: "Trame des classes",
        detail: "QGIS, ArcGIS ; GeoTIFF optimisé (COG), sans seuils ni corrections",
      },
      confidence: { name: "Trame de confiance", detail: "QGIS, ArcGIS ; où relire d’abord" },
    } as Readonly<Record<ExportFormat["id"], { name: string; detail: string }>>,
    save: "Exporter en",
    keep: "Enregistrer",
    vectorising: "Vectorisation…",
    writing: "Écriture du fichier…",
    saved: (file: string, size: number, faces: number | undefined, format: Formats) =>
      `${file} : ${format.bytes(size)}${faces === undefined ? "" : `, ${polygons(faces, format)}`}`,
    cancel: "Annuler",
  },
  offline: offlineFr,
  online: {
    offer: "Fond de carte et BD ORTHO de l’IGN (en ligne)…",
    title: "Passer en ligne ?",
    whatFor:
      "Ocsol peut montrer la BD ORTHO de l’IGN en fond de carte, et télécharger celle d’une zone pour la segmenter ici.",
    whatServer:
      "La page en ligne n’a le droit de joindre qu’un seul serveur, data.geopf.fr (la Géoplateforme de l’IGN), et ne le fait que si vous le demandez.",
    whatLeaves:
      "Vos images et vos résultats ne sont jamais envoyés. Comme tout site, ce serveur voit votre adresse IP et ce que vous lui demandez : il connaît donc la zone que vous regardez ou téléchargez.",
    back: "Revenir hors ligne ?",
    backDetail: "La page hors ligne ne contacte aucun serveur.",
    lose: {
      image: "L’image ouverte se ferme : vous la rouvrirez sur l’autre page.",
      run: "La segmentation en cours s’arrête ; elle reprendra où elle en était quand vous rouvrirez l’image.",
      kept: "Le résultat est gardé dans ce navigateur : rouvrez la même image et segmentez, il est repris.",
      result: "Ce navigateur ne peut pas garder le résultat : exportez-le d’abord.",
      corrections: "Ce navigateur ne peut pas garder vos corrections : exportez d’abord le résultat.",
      decisions:
        "Ce navigateur ne peut pas garder vos décisions sur les changements : exportez d’abord la comparaison.",
      file: "Le fichier préparé n’est pas enregistré : enregistrez-le d’abord.",
      orthophoto: "La BD ORTHO téléchargée n’est pas enregistrée : enregistrez-la d’abord pour la rouvrir.",
    },
    go: "Passer en ligne",
    leave: "Revenir hors ligne",
    stay: "Rester ici",
    badge: "En ligne : data.geopf.fr",
    privacy: "Vos images restent sur votre ordinateur.",
    privacyDetail: "Seule la zone que vous regardez ou téléchargez est demandée à l’IGN (data.geopf.fr).",
    background: "Fond de carte IGN",
    backgroundHint: "Pour voir la France, et y prendre la BD ORTHO d’une zone.",
    backgroundFailed: "Une partie du fond n’est pas venue : pas de réseau, ou le serveur de l’IGN refuse.",
    territory: "Territoire",
    territories: {
      metropole: "Métropole",
      guadeloupe: "Guadeloupe",
      martinique: "Martinique",
      guyane: "Guyane",
      reunion: "La Réunion",
      mayotte: "Mayotte",
      "saint-pierre-et-miquelon": "Saint-Pierre-et-Miquelon",
    } as Readonly<Record<TerritoryId, string>>,
    take: "Prendre la BD ORTHO de cette zone",
    estimate: (area: string, bytes: string, requests: string) =>
      `La zone affichée : ${area} à 20 cm, environ ${bytes} en ${requests} requêtes.`,
    tooLarge: (squareKilometres: string) =>
      `La zone affichée est trop grande : zoomez jusqu’à ${squareKilometres} km² au plus.`,
    notServed: "La BD ORTHO n’est pas proposée dans le système de coordonnées de cette image.",
    taking: (done: string, total: string) => `${done} / ${total} requêtes`,
    cancel: "Annuler",
    taken: (bytes: string) => `Image téléchargée (${bytes}), dans ce navigateur seulement.`,
    save: "Enregistrer l’image…",
    ownFile: "Ouvrir une image…",
  },
  map: mapFr,
  error: { title: "Un problème", dismiss: "Fermer", copy: "Copier le détail", copyCommand: "Copier la commande" },
  history: historyFr,
  comparing: comparingFr,
  correcting: correctingFr,
  sampling: samplingFr,
  frame: frameFr,
  help: helpFr,
  errors,
};
