/** Words of the printed report of two dates, beside those that it shares with the report of one map. */
export const changeReportFr = {
  title: "Artificialisation entre deux dates",
  /** in the name of the PDF */
  filePart: "rapport",
  notice: {
    detail:
      "Changements calculés en superposant deux cartes d’occupation du sol. Ce n’est ni l’OCS GE, ni CoSIA, ni aucun autre produit de l’IGN. Une personne doit les relire avant tout usage.",
    wholeDetail:
      "Changements calculés en superposant deux cartes d’occupation du sol, puis relus par une personne, à l’écran et non sur le terrain. Ce n’est ni l’OCS GE, ni CoSIA, ni aucun autre produit de l’IGN.",
    part: (reviewed: string, all: string, share: string) =>
      `Prédiction automatique, vérifiée en partie. Changements relus : ${reviewed} sur ${all}, soit ${share} de leur surface.`,
    whole: (all: string) => `Prédiction automatique, entièrement relue à l’écran. Changements relus : ${all}.`,
  },
  sides: {
    title: "Les deux dates",
    what: "Ce qui est comparé",
    before: "Avant",
    after: "Après",
    map: "Carte",
    kind: "Origine",
    kinds: {
      result: "carte faite avec Ocsol",
      export: "export d’une carte faite avec Ocsol",
      ocsge: "OCS GE",
      cosia: "CoSIA",
    },
    image: "Photographie",
    date: "Prise de vue",
    generalisation: "Généralisation",
    borders: "Contours",
    credit: "Crédit",
    synthetic: "scène de synthèse",
  },
  weaknesses: {
    title: "Ce qui affaiblit la comparaison",
    none: "Les vérifications faites avant de comparer (emprise, système, résolution, modèle, généralisation, dates) n’ont rien relevé.",
    accepted: "L’utilisateur en a été averti et a demandé la comparaison malgré cela.",
  },
  take: {
    title: "Chiffres clés",
    what: "Sol",
    artificialised: "Artificialisé entre les deux dates",
    renatured: "Renaturé entre les deux dates",
    net: "Artificialisation nette : artificialisé moins renaturé",
    certain: "Certain, ha",
    share: "Part du sol comparé",
    byUse: "Selon l’usage, ha",
    between: "Donc entre, ha",
    range: (least: string, most: string) => `${least} et ${most}`,
    note: (compared: string, changed: string, share: string) =>
      `Sol comparé, que les deux cartes couvrent : ${compared}. Couverture du sol changée : ${changed}, soit ${share}.`,
    uncompared: (area: string) => `Une seule des deux cartes couvre ${area} : ce sol n’est pas compté.`,
    interval: "L’intervalle de ces chiffres est donné par l’échantillon, plus loin.",
    noInterval: "Ces chiffres n’ont pas d’intervalle : aucun échantillon ne les mesure.",
    explained:
      "« Certain » : non artificialisé à une date, artificialisé à l’autre, quel que soit l’usage. « Selon l’usage » : l’usage, qu’une image ne montre pas, dirait seul si ce sol s’ajoute au chiffre certain.",
  },
  review: {
    title: "Part relue",
    state: "Changements",
    reviewed: "Relus et acceptés",
    unreviewed: "Non relus",
    rejected: "Rejetés : non comptés",
    count: "Nombre",
    hectares: "Hectares",
    summary: (reviewed: string, all: string, byCount: string, byArea: string) =>
      `Changements relus par une personne, à l’écran : ${reviewed} sur ${all}, soit ${byCount} de leur nombre et ${byArea} de leur surface.`,
    nothing: "Aucun changement n’a été relevé.",
    note: "Les surfaces sont celles des changements, quel qu’en soit l’effet sur l’artificialisation. Un changement rejeté par le relecteur ne compte nulle part ailleurs dans ce rapport.",
  },
  pictures: {
    title: "Les deux photographies",
    before: (date: string) => `Avant${date === "" ? "" : ` : ${date}`}`,
    after: (date: string) => `Après${date === "" ? "" : ` : ${date}`}`,
    missing: { before: "La photographie d’avant n’est pas ici.", after: "La photographie d’après n’est pas ici." },
    none: "Les photographies ne sont pas ici : seules les cartes ont été comparées.",
    moved: "La photographie d’avant est montrée recalée.",
  },
  map: {
    title: "Carte des changements",
    label: "Changements entre les deux dates",
    labelOverImage: "Changements entre les deux dates, sur la photographie d’après éclaircie",
    numbers: "Les numéros sont ceux des plus grands changements, décrits plus loin, et de la couche CHANGEMENT.",
    marked: (length: string) => `Un changement qui fait moins de ${length} est marqué d’un carré de cette taille.`,
    zone: "Limite de zone",
  },
  flows: {
    title: "Flux entre couvertures, en hectares",
    corner: "Avant \\ après",
    total: "Total",
    note: "Une ligne dit ce qu’est devenue une couverture d’avant, une colonne d’où vient une couverture d’après. En gris, le sol qui n’a pas changé.",
    part: (part: string, of: string) => `Colonnes, partie ${part} sur ${of}`,
  },
  verdicts: {
    title: "Artificialisation avant et après, en hectares",
    certain: "Artificialisé",
    "depends-on-use": "Selon l’usage",
    never: "Non artificialisé",
  },
  zones: {
    title: "Par zone",
    from: (file: string, count: string) => `Zones de ${file} : ${count}, par ordre alphabétique. Surfaces en hectares.`,
    printed: (count: string) =>
      `Sont imprimées les ${count} zones qui ont le plus de sol artificialisé ou qui peut l’être selon l’usage ; le tableau CSV a toutes les zones.`,
    zone: "Zone",
    compared: "Comparé",
    uncompared: "Non comparé",
    artificialised: "Artificialisé",
    mayBeArtificialised: "+ selon l’usage",
    renatured: "Renaturé",
    mayBeRenatured: "+ selon l’usage",
    net: "Artificialisation nette",
    reviewed: "Relu",
    whole: "Tout le sol comparé",
    note: "Des zones qui se recouvrent comptent deux fois le sol commun, et le sol hors des zones n’est dans aucune : la dernière ligne n’est pas leur somme. « + selon l’usage » : ce que l’usage peut y ajouter. « Relu » : part de la surface des changements.",
  },
  largest: {
    title: (count: string) => `Les ${count} plus grands changements`,
    titleOne: "Le plus grand changement",
    number: "N°",
    covers: "Couverture, de … à …",
    area: "Surface",
    confidence: "Confiance",
    decision: "Relecture",
    place: (x: string, y: string) => `x ${x} · y ${y}`,
    accepted: "accepté",
    unreviewed: "non relu",
    relabelled: (before: string, after: string) => `corrigé ; trouvé ${before} → ${after}`,
    unknown: "–",
    others: (count: string, area: string) =>
      `Les ${count} autres, ${area} en tout, ne sont pas imprimés : la couche CHANGEMENT du GeoPackage a tous les changements.`,
    note: "La confiance est le produit de celles des deux cartes : elle dit où relire d’abord. Les changements rejetés n’y figurent pas.",
  },
  accuracy: {
    title: "Justesse et surfaces par échantillon",
    none: "Aucun échantillon n’a été photo-interprété : les surfaces de ce rapport sont des comptages sur la carte, sans intervalle de confiance. Rien ici ne dit de combien elles peuvent s’écarter de la vérité.",
    unanswered:
      "Un échantillon a été tiré, mais aucun de ses points n’a encore été photo-interprété : les surfaces de ce rapport n’ont pas d’intervalle de confiance.",
    points: (drawn: string, seed: string) =>
      `Échantillon aléatoire stratifié de points, interprétés sans voir la carte : ${drawn} points tirés, graine du tirage ${seed}.`,
    interval: (low: string, high: string) => `[${low} ; ${high}]`,
    class: "Classe",
    mapped: "Sur la carte, ha",
    estimated: "Estimé, ha",
    byClass: "Surfaces et justesse par classe",
    users: "Justesse pour l’utilisateur",
    producers: "Justesse pour le producteur",
    confusion: "Matrice de confusion, en points",
    corner: "Carte \\ photo-interprétation",
    note: "Entre crochets, l’intervalle à 95 %.",
  },
  method: {
    title: "Méthode",
    tolerance: "Tolérance",
    toleranceDetail: (metres: string) => `une limite qui a bougé de moins de ${metres} n’est pas un changement`,
    smallest: "Plus petit changement",
    smallestOwn: (area: string) => `${area} ; au-dessous, la couverture d’avant vaut aux deux dates`,
    smallestPreset:
      "seuils de la carte d’après, ou de celle d’avant si elle seule est d’Ocsol (d’une OCS GE publiée, ceux de sa zone construite) ; au-dessous, la couverture d’avant vaut aux deux dates",
    misregistration: "Décalage des images",
    misregistrationDetail: (metres: string, spread: string, matched: string, tried: string) =>
      `${metres}, mesuré par corrélation de phase sur ${matched} fenêtres parmi ${tried} (écart médian entre elles : ${spread})`,
    unmatched: "les deux images n’ont pas pu être rapprochées",
    unmeasured: "non mesuré",
    shift: "Recalage",
    shiftDetail: (east: string, north: string) =>
      `la carte d’avant a été déplacée de ${east} vers l’est et de ${north} vers le nord`,
    unshifted: "aucun",
    unchanged: "Sol inchangé",
    unchangedDetail:
      "la carte d’avant vaut aux deux dates : les chiffres d’après sont ceux d’avant, plus les changements",
  },
  limits: {
    title: "Ce que ces chiffres ne disent pas",
    exemptions:
      "Les exemptions du décret (solaire au sol sur terres agricoles, parcs de plus de 2 500 m²) ne se voient pas sur une image : ces sols sont comptés d’après leur seule couverture.",
    planimetric: (system: string) =>
      `Les surfaces sont planimétriques, dans le système ${system}, et valent pour le seul sol comparé.`,
  },
  credits: {
    images: "Images",
    before: "Image d’avant",
    after: "Image d’après",
    maps: "Cartes",
    mapBefore: "Carte d’avant",
    mapAfter: "Carte d’après",
  },
};

export type ChangeReportMessages = typeof changeReportFr;
