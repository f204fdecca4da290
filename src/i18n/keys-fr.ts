/** The list of keys; loaded with it. */
export const keysFr = {
  title: "Raccourcis clavier",
  groups: { always: "Partout", map: "Carte", review: "Relecture" },
  names: {
    open: "Ouvrir une image ou d’autres fichiers",
    undo: "Défaire le dernier choix",
    redo: "Refaire ce qui a été défait",
    leave: "Poser l’outil en main",
    keys: "Montrer cette liste",
    fit: "Voir toute l’image",
    image: "Montrer ou masquer l’image",
    classes: "Montrer ou masquer les classes",
    swipe: "Rideau entre l’image et les classes",
    pan: "Tenue enfoncée, déplacer la carte avec un outil en main",
    move: "Déplacer la carte (après un clic ou Tab sur elle)",
    zoom: "Zoomer, dézoomer (de même)",
  },
  caps: { Space: "Espace", Escape: "Échap", Ctrl: "Ctrl", Shift: "Maj", Arrows: "← ↑ → ↓" },
  or: "ou",
  mac: "Sur Mac, ⌘ au lieu de Ctrl.",
  single: "Raccourcis d’une seule touche",
  singleHint: "À couper si vous dictez du texte ou si des touches partent toutes seules. Ctrl et Échap restent.",
};
