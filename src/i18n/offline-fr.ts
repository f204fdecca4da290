/** The copy of the app on this machine, and its new versions. */
export const offlineFr = {
  ready: "prêt hors ligne",
  readyDetail: (bytes: string) =>
    `Ocsol est tout entier sur cet ordinateur (${bytes}, modèle compris) : il s’ouvre et travaille sans réseau.`,
  disconnected: "sans réseau",
  disconnectedReady: "Le réseau est coupé : Ocsol continue, rien ne lui manque.",
  disconnectedNotReady:
    "Le réseau est coupé avant que la copie d’Ocsol soit complète : ce qui n’est pas encore arrivé manquera.",
  downloading: (done: string, total: string) => `copie hors ligne : ${done} / ${total}`,
  downloadingDetail:
    "Ocsol se copie sur cet ordinateur pour s’ouvrir ensuite sans réseau. Vous pouvez déjà travailler.",
  failed: "copie hors ligne incomplète",
  failures: {
    network: "La connexion a manqué. Ocsol réessaiera de lui-même, sans reprendre ce qui est déjà là.",
    quota:
      "Le navigateur n’a plus assez de place pour la copie. Libérez de l’espace, ou effacez les données de sites inutiles, puis réessayez.",
    altered:
      "Le serveur n’a pas donné les fichiers tels qu’ils ont été publiés (page de connexion, mise à jour en cours ?). Réessayez plus tard, ou prévenez la personne qui gère le serveur.",
  },
  retry: "Réessayer",
  absent: "sans copie hors ligne",
  absences: {
    "plain-http":
      "Cette page vient d’un serveur en http simple : le navigateur y refuse la copie hors ligne, la carte graphique et la conservation des calculs. Tout le reste marche ; exportez avant de fermer. Une adresse en https lèverait ces limites.",
    browser:
      "Ce navigateur ne garde pas de copie ici (fenêtre privée, ou réglage qui efface les données de sites). Tout marche tant que le réseau est là.",
  },
  newVersion: "nouvelle version",
  update: {
    go: "Mettre à jour",
    detail: "Une nouvelle version d’Ocsol est prête. La page se rechargera ; les calculs gardés seront proposés.",
    after: {
      work: "Une nouvelle version d’Ocsol est prête. Elle attend la fin du travail en cours.",
      unsaved: "Une nouvelle version d’Ocsol est prête. Enregistrez d’abord ce qui n’est que dans cette page.",
    },
    elsewhere:
      "Ocsol travaille dans un autre onglet, ou y garde quelque chose qui n’est pas enregistré. Terminez là-bas, puis réessayez.",
  },
};
