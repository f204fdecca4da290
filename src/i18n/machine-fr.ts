import type { FeatureId } from "../core/machine.ts";

/** What this machine can do, what was contacted, and what Ocsol is: panels loaded when asked for. */
export const machineFr = {
  machine: {
    intro: "Ce que ce navigateur offre à Ocsol, essayé à l’instant.",
    probing: "Essai du navigateur…",
    willUse: "Ce qu’Ocsol emploiera",
    has: "Ce que cette machine a",
    browser: "Navigateur",
    compute: "Calcul",
    atOnce: "Fenêtres calculées à la fois",
    results: "Résultats",
    resultsKept: "gardés après un rechargement ou une panne",
    resultsLost: "perdus à la fermeture de la page : exportez avant",
    speed: "Vitesse mesurée",
    speedOf: (windows: string, kilometre: string) =>
      `${windows} fenêtres par seconde, soit un km² à 20 cm en ${kilometre}`,
    speedUpTo: (speed: string) => `au plus ${speed}`,
    notMeasured: "pas encore : lancez l’essai, ou une segmentation",
    gpu: "Carte graphique",
    gpuNone: "aucune accessible au navigateur",
    gpuBuffer: (bytes: string) => `bloc de mémoire de ${bytes} au plus`,
    threads: "Processeur",
    cores: (count: string) => `${count} fils d’exécution`,
    memory: "Mémoire",
    memoryOf: (gigabytes: string) => `environ ${gigabytes} Go, arrondi par le navigateur`,
    untold: "le navigateur ne le dit pas",
    storage: "Place accordée à ce site",
    storageOf: (used: string, quota: string) => `${used} utilisés sur ${quota}`,
    features: "Fonctions du navigateur",
    yes: "oui",
    no: "non",
    copy: "Copier pour l’assistance",
    copied: "Copié : ni nom de fichier, ni lieu, ni adresse.",
    test: "Essayer le modèle",
    testing: "Chargement et calcul d’une fenêtre…",
    tested: (milliseconds: string) => `Une fenêtre en ${milliseconds} ms.`,
    agrees: (share: string) => `Réponse conforme à celle attendue (${share} des points).`,
    disagrees: (share: string) =>
      `La réponse ne suit pas celle attendue (${share} des points seulement) : choisissez « processeur » dans Modèle › Réglages, et signalez-le.`,
    noAnswer: "Pas de réponse connue pour ce modèle : seule la vitesse est dite.",
    busy: "Une segmentation est en cours : l’essai attendra.",
    label: {
      secureContext: "Contexte sûr (https ou localhost)",
      webgpu: "WebGPU",
      halfFloats: "Calcul en 16 bits (shader-f16)",
      simd: "WebAssembly SIMD",
      isolation: "Isolation entre origines",
      privateFiles: "Système de fichiers privé (OPFS)",
      database: "Base de données (IndexedDB)",
      persistence: "Stockage durable accordé",
      serviceWorker: "Service worker",
      fileHandles: "Accès aux fichiers",
      imageDecoder: "Décodeur d’images (WebCodecs)",
      wakeLock: "Maintien en éveil",
      notifications: "Notifications",
      geolocation: "Géolocalisation",
      battery: "État de la batterie",
    } satisfies Readonly<Record<FeatureId, string>>,
    lack: {
      secureContext:
        "Page servie en http simple : le navigateur retire la carte graphique, le stockage privé et le mode hors ligne. Demandez une adresse https à votre service informatique.",
      webgpu: "Le calcul se fait sur le processeur : plus lent, mêmes résultats.",
      halfFloats: "La carte graphique calcule en 32 bits : un peu plus lent, mêmes résultats.",
      simd: "Navigateur trop ancien : Ocsol ne peut pas y segmenter. Mettez-le à jour.",
      isolation: "Sans effet sur les résultats : Ocsol n’en a pas besoin.",
      privateFiles: "Les résultats restent en mémoire : exportez avant de fermer la page, et travaillez par zones.",
      database: "Un travail interrompu n’est pas proposé à la reprise.",
      persistence:
        "Le navigateur peut effacer les résultats gardés si la place manque : le fichier exporté est le seul durable.",
      serviceWorker: "L’application ne se garde pas hors ligne : il faut joindre le serveur à chaque ouverture.",
      fileHandles: "Après un rechargement, l’image est à redonner, et l’enregistrement passe par les téléchargements.",
      imageDecoder: "Sans effet sur les résultats : Ocsol a ses propres décodeurs.",
      wakeLock: "L’écran peut s’éteindre pendant un long calcul : réglez la mise en veille de l’ordinateur.",
      notifications: "Pas d’avis à la fin d’un long calcul : le titre de l’onglet le dit.",
      geolocation: "La carte ne peut pas montrer où vous êtes.",
      battery: "Ocsol ne sait pas si l’ordinateur est sur batterie : le mode économe se choisit à la main.",
    } satisfies Readonly<Record<FeatureId, string>>,
  },
  privacy: {
    contacted: "Ce qui a été contacté",
    nobody: "Ailleurs : rien.",
    own: (origin: string, requests: number, count: string, bytes: string) =>
      `Le serveur de cette page, ${origin} : ${count} ${requests > 1 ? "fichiers lus" : "fichier lu"}, ${bytes} reçus du réseau. Rien ne lui est envoyé.`,
    other: (origin: string, requests: number, count: string) =>
      `${origin} : ${count} requête${requests > 1 ? "s" : ""}`,
    blocked: (origin: string, tries: number, count: string) =>
      `${origin} : ${count} ${tries > 1 ? "tentatives, refusées" : "tentative, refusée"} par la page avant tout envoi`,
    witness:
      "C’est le navigateur qui tient ce compte, pour la page et pour ses fils de calcul, depuis l’ouverture de cette page. Vérifiez-le avec ses outils de développement (F12, Réseau).",
    policy: "La règle de cette page",
    policyMeans: {
      closed:
        "Le navigateur lui-même applique cette règle, inscrite dans la page : aucune connexion hors de son propre serveur. Ni mesure d’audience, ni police, ni script venus d’ailleurs.",
      online:
        "Le navigateur lui-même applique cette règle, inscrite dans la page : aucune connexion hors de son propre serveur et de data.geopf.fr (IGN), et celle-ci seulement si vous la demandez. Ni mesure d’audience, ni police, ni script venus d’ailleurs.",
      none: "Cette page n’a pas de règle (serveur de développement) : n’y ouvrez pas de données confidentielles.",
    },
    stored: "Ce que garde ce navigateur, sur cet ordinateur",
    kinds: {
      runs: (count: string) => `Résultats (${count})`,
      models: (count: string) => `Modèles apportés (${count})`,
      orthophotos: (count: string) => `BD ORTHO téléchargée (${count})`,
      app: "L’application elle-même",
      corrections: (count: string) => `Corrections de fichiers rouverts (${count})`,
    },
    nothingStored: "Rien, hormis vos préférences.",
    erase: "Tout effacer…",
    eraseAsk: "Effacer tout ce qu’Ocsol garde ici ?",
    eraseLoses: (items: string) => `Seront perdus : ${items}.`,
    eraseUnsaved: (count: number) =>
      count === 1
        ? "Un résultat n’a jamais été exporté : il serait perdu."
        : `${count} résultats n’ont jamais été exportés : ils seraient perdus.`,
    eraseCorrections: (count: number) =>
      count === 1
        ? "Un fichier rouvert a des corrections gardées ici : hormis celles déjà exportées, elles seraient perdues."
        : `${count} fichiers rouverts ont des corrections gardées ici : hormis celles déjà exportées, elles seraient perdues.`,
    eraseApp: "L’application s’efface aussi : pour la rouvrir, il faudra joindre son serveur.",
    eraseWork: "Le travail ouvert se ferme.",
    eraseGo: "Tout effacer",
    eraseStay: "Garder",
    preferences: "vos préférences",
  },
  erased: {
    title: "Tout est effacé",
    detail: "Ocsol ne garde plus rien sur cet ordinateur. Vos fichiers, eux, n’ont pas été touchés.",
    kept: "Un autre onglet d’Ocsol tient encore des fichiers : fermez-le, puis recommencez.",
    again: "Rouvrir Ocsol",
  },
  about: {
    what: "Cartes d’occupation du sol à partir d’orthophotos, sur votre propre ordinateur. Prédiction automatique, jamais un produit officiel.",
    version: "Version",
    code: "Code",
    models: "Modèles",
    unknownLicence: "licence non précisée",
    libraries: "Bibliothèques",
    typeface: "Caractères : Atkinson Hyperlegible Next, Braille Institute (OFL-1.1).",
  },
};
