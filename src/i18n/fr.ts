import type { ErrorFields, ErrorTag } from "../core/errors.ts";

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
    `La fiche du modèle « ${model} » est incorrecte (${detail}). Réinstallez le modèle ou choisissez-en un autre.`,
  "model-checksum": ({ file }) =>
    `Le fichier du modèle « ${file} » ne correspond pas à son empreinte : il est endommagé ou a été modifié. Rechargez la page, ou réinstallez Ocsol.`,
  "model-output-invalid": ({ model, detail }) =>
    `Le modèle « ${model} » ne répond pas comme sa fiche l’annonce (${detail}). Choisissez un autre modèle.`,
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
  },
  backend: {
    webgpu: (adapter: string) => `Carte graphique (WebGPU${adapter ? `, ${adapter}` : ""})`,
    software: "WebGPU logiciel",
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
