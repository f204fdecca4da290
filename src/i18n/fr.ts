import type { ErrorFields, ErrorTag, ModelRefusal } from "../core/errors.ts";
import type { BandOrder, ModelFact } from "../core/models/description.ts";
import type { FlairPreset } from "../core/models/flair.ts";
import type { NormalisationName } from "../core/models/normalisations.ts";

/** Why a model is not taken, and what to do. */
const refusals: Readonly<Record<ModelRefusal, (model: string, detail: string) => string>> = {
  "not-onnx": (model) =>
    `« ${model} » n’est pas un fichier ONNX, ou il en manque la fin. Téléchargez-le ou exportez-le de nouveau.`,
  "weights-elsewhere": (model) =>
    `Les poids de « ${model} » sont dans un second fichier. Réunissez-les : python -c "import onnx; onnx.save(onnx.load('${model}'), 'entier.onnx')"`,
  inputs: (model, count) =>
    `« ${model} » demande ${count} entrées ; Ocsol n’en a qu’une à donner, l’image. Exportez un modèle à une seule entrée.`,
  "input-type": (model, type) =>
    `« ${model} » attend des valeurs de type ${type} ; Ocsol donne float32 ou uint8. Exportez le modèle avec une entrée float32.`,
  "input-shape": (model, shape) =>
    `L’entrée de « ${model} » (${shape}) n’est pas une seule image carrée. Exportez le modèle pour 1×3×512×512, ou un autre carré.`,
  bands: (model, bands) =>
    `« ${model} » demande d’autres bandes que le rouge, le vert et le bleu (bandes : ${bands}). Ocsol ne lit aujourd’hui que ces trois-là : prenez la version RVB du modèle.`,
  outputs: (model, names) =>
    `« ${model} » a plusieurs sorties (${names}). Joignez une fiche manifest.json qui nomme la bonne, ou exportez une seule sortie.`,
  "output-type": (model, type) =>
    `« ${model} » répond par des valeurs de type ${type} ; il faut des scores float32 ou des numéros de classe entiers. Exportez le modèle ainsi.`,
  "output-shape": (model, shape) =>
    `La réponse de « ${model} » (${shape}) n’est pas une carte de la taille de son entrée. Exportez un modèle qui répond par 1×classes×hauteur×largeur.`,
  "one-class": (model, shape) =>
    `« ${model} » ne donne qu’un score par pixel (${shape}) : il sépare un objet du reste, sans choisir entre des classes. Prenez un modèle à plusieurs classes.`,
  "not-a-segmenter": (model, type) =>
    `« ${model} » est un modèle Deepness de type « ${type} » ; Ocsol n’emploie que la segmentation. Choisissez un modèle « Segmentor ».`,
  metadata: (model, detail) =>
    `Une métadonnée Deepness de « ${model} » est inutilisable (${detail}). Corrigez-la, ou joignez une fiche manifest.json.`,
  "cannot-run": (model) =>
    `« ${model} » ne s’exécute pas ainsi. Vérifiez la taille de sa fenêtre (souvent un multiple de 32), ou exportez-le de nouveau (opset 21 au plus).`,
  "no-confidence": (model) =>
    `« ${model} » donne la classe sans dire s’il en est sûr : il n’y a pas de trame de confiance à écrire. Retirez --confidence.`,
  "manifest-alone": (manifest) =>
    `La fiche « ${manifest} » ne va pas sans son modèle. Déposez les deux fichiers ensemble : .onnx et .json.`,
  "several-models": () =>
    "Plusieurs modèles ont été déposés à la fois. Déposez-les un par un, chacun avec sa fiche manifest.json s’il en a une.",
  elsewhere: (model, origin) =>
    `Le modèle « ${model} » est sur un autre site (${origin}), et Ocsol ne va rien chercher ailleurs. Téléchargez-le, puis déposez-le ici.`,
};

function quoted(value: string): string {
  return /^\d+$/.test(value) ? value : `« ${value} »`;
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

/** One sentence, or two, for each error: what is wrong, then what to do. */
const errors: { [T in ErrorTag]: (fields: ErrorFields[T]) => string } = {
  "file-not-a-raster": ({ file }) =>
    `« ${file} » n’est pas une image GeoTIFF. Déposez une orthophoto au format .tif ; une autre image se convertit avec QGIS ou gdal_translate.`,
  "file-truncated": ({ file }) =>
    `« ${file} » est incomplet : il manque la fin du fichier. Copiez-le ou téléchargez-le de nouveau.`,
  "file-unreadable": ({ file, detail }) =>
    `« ${file} » n’a pas pu être lu (${detail}). Vérifiez qu’il n’est ni déplacé ni endommagé, puis ouvrez-le de nouveau.`,
  "tiff-compression-unsupported": ({ file, compression }) =>
    `La compression ${compression} de « ${file} » n’est pas prise en charge. Convertissez l’image : gdal_translate -co COMPRESS=DEFLATE -co TILED=YES entrée.tif sortie.tif`,
  "jp2-unsupported": ({ file, feature }) =>
    `« ${file} » utilise une forme de JPEG 2000 qui n’est pas prise en charge (${feature}). Convertissez l’image : gdal_translate -co COMPRESS=DEFLATE -co TILED=YES entrée.jp2 sortie.tif`,
  "samples-unsupported": ({ file, bands, bits, format }) =>
    `« ${file} » a ${bands} bande(s) de ${bits} bits (${format}) ; il faut une image en couleurs, 3 ou 4 bandes de 8 bits. Convertissez-la : gdal_translate -ot Byte -scale -b 1 -b 2 -b 3 entrée.tif sortie.tif`,
  "crs-missing": ({ file }) =>
    `« ${file} » n’a pas de système de coordonnées. Choisissez-le dans la liste, ou indiquez-le dans le fichier : gdal_translate -a_srs EPSG:2154 entrée.tif sortie.tif`,
  "crs-unknown": ({ file, detail }) =>
    `Le système de coordonnées de « ${file} » (${detail}) n’est pas connu d’Ocsol. Reprojetez l’image : gdalwarp -t_srs EPSG:2154 entrée.tif sortie.tif`,
  "georeference-missing": ({ file }) =>
    `« ${file} » ne dit pas où il se trouve : il n’a aucune position. Géoréférencez l’image avec QGIS, ou : gdal_translate -a_srs EPSG:2154 -a_ullr xmin ymax xmax ymin entrée.tif sortie.tif`,
  "affine-unsupported": ({ file, detail }) =>
    `La position de « ${file} » n’est pas utilisable (${detail}). Redressez l’image : gdalwarp -t_srs EPSG:2154 entrée.tif sortie.tif`,
  "grids-differ": ({ detail }) =>
    `Ces trames ne se raccordent pas (${detail}). Il faut le même système de coordonnées, la même taille de pixel et des pixels alignés : gdalwarp -tap -tr 0.2 0.2 -t_srs EPSG:2154 entrée.tif sortie.tif`,
  "file-not-a-zone-layer": ({ file, detail }) =>
    `« ${file} » n’est pas une couche de polygones utilisable (${detail}). Convertissez-la en GeoJSON : ogr2ogr sortie.geojson entrée`,
  "model-missing": ({ model }) =>
    `Le modèle « ${model} » est introuvable. Rechargez la page ; si cela persiste, l’installation d’Ocsol est incomplète.`,
  "model-manifest-invalid": ({ model, detail }) =>
    `La fiche du modèle « ${model} » est incorrecte (${detail}). Corrigez-la, ou choisissez un autre modèle.`,
  "model-checksum": ({ file }) =>
    `Le fichier du modèle « ${file} » ne correspond pas à son empreinte : il est endommagé ou a été modifié. Reprenez-le à sa source, ou rechargez la page.`,
  "model-output-invalid": ({ model, detail }) =>
    `Le modèle « ${model} » ne répond pas comme sa fiche l’annonce (${detail}). Choisissez un autre modèle.`,
  "model-refused": ({ model, reason, detail }) => refusals[reason](model, detail),
  "model-disagrees": ({ model, field, manifest, graph }) =>
    `« ${model} » ne correspond pas à sa description : ${modelFields[field] ?? field} y vaut ${quoted(manifest)}, mais ${quoted(graph)} dans le modèle. Corrigez la description, ou prenez le modèle qui va avec elle.`,
  "model-undescribed": ({ model, missing }) =>
    `Rien ne dit comment employer « ${model} » ; il manque : ${missing.map((fact) => modelFacts[fact]).join(", ")}. Joignez une fiche manifest.json (--manifest), ou des métadonnées Deepness dans le fichier.`,
  "backend-unavailable": ({ backend, detail }) =>
    `Le calcul par « ${backend} » n’a pas pu démarrer (${detail}). Choisissez « processeur » dans les réglages, ou fermez d’autres onglets.`,
  "worker-crashed": ({ detail }) =>
    `Un calcul s’est interrompu (${detail}). Ce qui est fait est gardé : fermez d’autres onglets, puis relancez.`,
  "window-failed": ({ detail }) =>
    `Une fenêtre de l’image n’a pas pu être segmentée (${detail}). Ce qui est fait est gardé : relancez, ou choisissez « processeur » dans les réglages.`,
  "out-of-memory": () =>
    "La mémoire ne suffit pas. Fermez d’autres onglets, ou travaillez sur une emprise plus petite.",
  "storage-full": () =>
    "Le disque, ou la part que le navigateur y réserve, est plein. Libérez de la place, puis relancez : ce qui est fait est gardé.",
  "map-too-noisy": () =>
    "La carte est trop morcelée pour être vectorisée d’un seul tenant. Généralisez d’abord la trame (un filtre majoritaire, gdal_sieve) ou travaillez sur une emprise plus petite.",
  "argument-invalid": ({ detail }) => `Commande incorrecte : ${detail}. Essayez « ocsol --help ».`,
  "file-not-found": ({ file }) => `Le fichier « ${file} » n’existe pas. Vérifiez le chemin.`,
  "write-failed": ({ file, detail }) =>
    `« ${file} » n’a pas pu être écrit (${detail}). Vérifiez le dossier, vos droits et la place libre.`,
  cancelled: () => "Annulé.",
  internal: ({ detail }) =>
    `Ocsol a rencontré une erreur imprévue (${detail}). Rechargez la page ; si elle revient, signalez-la avec ce texte.`,
};

export const fr = {
  languageName: "Français",
  tagline: "Carte d’occupation du sol à partir d’une orthophoto",
  privacy: "Rien ne quitte votre ordinateur.",
  privacyDetail: "L’image est lue, segmentée et exportée ici même, sans réseau.",

  drop: {
    title: "Déposez une orthophoto (GeoTIFF)",
    browse: "Parcourir…",
    demo: "Essayer la démonstration",
    demoDetail: "scène de synthèse, sans téléchargement",
    release: "Relâchez pour ouvrir",
  },
  steps: {
    label: "Étapes",
    image: "Image",
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
    chooseCrs: "Système de coordonnées",
    chooseCrsHint: "Choisissez…",
    assume: "Ouvrir avec ce système",
    bands: { 3: "RVB", 4: "RVB + PIR" } as Readonly<Record<number, string>>,
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
    allowSoftwareGpu: "Accepter un WebGPU logiciel (très lent)",
    about: "Limites et sources",
    settings: "Réglages",
    size: (value: string) => `${value} Mo`,
    add: "Ajouter un modèle…",
    remove: "Retirer ce modèle",
    unmeasured: "Modèle que vous avez apporté : Ocsol n’en a pas mesuré la justesse.",
    noConfidence: "Il donne la classe sans dire s’il en est sûr : ni affichage ni export de la confiance.",
    reading: (file: string) => `Lecture et essai de « ${file} »…`,
    added: (name: string) => `Le modèle « ${name} » est ajouté.`,
    kept: "Il reste sur cet ordinateur, et se retire à l’étape Modèle.",
    notKept: "Ce navigateur ne peut pas le garder : déposez-le de nouveau après avoir rechargé la page.",
    close: "Fermer",
  },
  describe: {
    title: "Décrire le modèle",
    intro: (file: string) =>
      `« ${file} » ne dit pas tout ce qu’il faut pour l’employer. La documentation du modèle donne ces renseignements.`,
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
    noConfidence: "Ce modèle répond par la classe seule : il n’y aura pas de confiance.",
    missing: (facts: readonly ModelFact[]) => `À compléter : ${facts.map((fact) => modelFacts[fact]).join(", ")}.`,
    add: "Ajouter",
    trying: "Essai du modèle…",
    cancel: "Annuler",
  },
  backend: {
    webgpu: (adapter: string) => `Carte graphique (WebGPU${adapter ? `, ${adapter}` : ""})`,
    software: "WebGPU logiciel",
    precision: { fp32: "calcul en 32 bits", fp16: "calcul en 16 bits", "fp16-untried": "calcul en 16 bits à l’essai" },
    wasm: (why: string) => `Processeur (WASM) : ${why}`,
    reasons: {
      "webgpu-absent": "ce navigateur n’offre pas WebGPU",
      "no-adapter": "aucune carte graphique utilisable",
      "software-adapter": "la seule carte graphique est simulée par logiciel",
      "session-failed": "la carte graphique a refusé le modèle",
      asked: "choisi dans les réglages",
    },
  },
  run: {
    start: "Segmenter",
    resume: "Reprendre",
    cancel: "Annuler",
    loading: "Chargement du modèle…",
    windows: (done: string, total: string) => `${done} / ${total} fenêtres`,
    speed: (mpx: string) => `${mpx} Mpx/s`,
    left: (time: string) => `encore ${time}`,
    estimating: "durée en cours d’estimation",
    cancelled: (done: string, total: string) => `Arrêté à ${done} / ${total} fenêtres : ce qui est fait est gardé.`,
    done: (area: string, time: string) => `${area} segmentés en ${time}`,
    alreadyDone: "Déjà segmentée : résultat repris.",
    notDurable: "Ce navigateur ne peut pas garder le résultat : exportez avant de fermer la page.",
    announce: (percent: string) => `${percent} segmentés`,
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
    confidenceScale: "peu sûr → sûr",
    automatic: "Prédiction automatique, non vérifiée : ce n’est pas un produit officiel.",
  },
  export: {
    minArea: "Surface minimale",
    minAreaUnit: "m²",
    millesime: "Millésime",
    millesimeHint: "année de prise de vue",
    formats: {
      geopackage: { name: "GeoPackage", detail: "QGIS, ArcGIS : couleurs OCS GE comprises" },
      geojson: { name: "GeoJSON", detail: "sites web, geojson.io (WGS 84)" },
    } as Readonly<Record<string, { name: string; detail: string }>>,
    save: "Exporter",
    keep: "Enregistrer",
    vectorising: "Vectorisation…",
    writing: "Écriture du fichier…",
    saved: (file: string, size: string, faces: string) => `${file} : ${size}, ${faces} polygones`,
    cancel: "Annuler",
  },
  map: {
    label: "Carte",
    zoomIn: "Zoomer",
    zoomOut: "Dézoomer",
    fit: "Voir toute l’image",
    confidence: (value: string) => `confiance ${value}`,
    noClass: "pas de classe ici",
  },
  error: { title: "Un problème", dismiss: "Fermer", copy: "Copier le détail" },
  errors,
};
