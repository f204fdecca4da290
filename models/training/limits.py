"""What the models cannot do, in the words shown to users (manifest `limits`)."""

FRUGAL_LIMITS = {
    "fr": [
        "Entraîné sur un seul département (Hérault, 2021) et trois imagettes des Alpes du Sud : ailleurs, la qualité est moindre et n’a été vérifiée que sur quelques imagettes, où la mIoU chute fortement.",
        "Trois canaux visibles seulement : sans proche infrarouge ni hauteur, broussaille, feuillu et pelouse se confondent, comme culture et pelouse, ou sol nu et zone perméable.",
        "Prévu pour 0,20 m par pixel, images rééchantillonnées à ce pas ; au-delà de 0,45 m les petits objets disparaissent.",
        "Ni neige, ni serre distincte, ni coupe : ces surfaces reçoivent la classe la plus ressemblante. Peu de conifères et de piscines à l’entraînement.",
        "Les scènes synthétiques sont un cas facile ; leur score ne dit rien d’une vraie commune.",
        "Une couverture prédite n’est ni l’OCS GE ni un constat légal d’artificialisation : l’usage ne se voit pas sur une image.",
    ],
    "en": [
        "Trained on a single département (Hérault, 2021) and three patches of the southern Alps: elsewhere quality is lower and was checked on a few patches only, where mIoU falls sharply.",
        "Three visible bands only: without near infrared or height, brushwood, deciduous and herbaceous are confused, as are crops and herbaceous, or bare soil and pervious surfaces.",
        "Meant for 0.20 m per pixel, images being resampled to it; above 0.45 m small objects vanish.",
        "No snow, no separate greenhouse, no clear cut: such land gets the class it resembles most. Few conifers and pools to learn from.",
        "Synthetic scenes are an easy case; their score says nothing of a real town.",
        "A predicted cover is neither OCS GE nor a legal finding of artificialisation: use cannot be seen on an image.",
    ],
}

TINY_LIMITS = {
    "fr": [
        "Modèle d’essai : il vérifie le calcul WebGPU dans les tests et ne doit produire aucune carte.",
        "Entraîné seulement sur des scènes synthétiques ; sur une orthophoto réelle ses réponses n’ont pas de sens.",
    ],
    "en": [
        "Test model: it checks the WebGPU computation in tests and must not make any map.",
        "Trained on synthetic scenes only; on a real orthophoto its answers mean nothing.",
    ],
}

FLAIR_INC_LIMITS = {
    "fr": [
        "Réseau de l’IGN converti par Ocsol, poids arrondis sur 8 bits ; ses résultats publiés sont ceux de l’original (mIoU 0,63 en RVB, 12 classes).",
        "Entraîné à 0,20 m par pixel seulement, sans variation d’échelle : les images sont rééchantillonnées à ce pas.",
        "Plus de quinze fois le calcul du modèle livré par fenêtre, et des fenêtres qui se recouvrent davantage.",
        "Une couverture prédite n’est ni l’OCS GE ni un constat légal d’artificialisation : l’usage ne se voit pas sur une image.",
    ],
    "en": [
        "IGN's network converted by Ocsol, weights rounded to 8 bits; its published results are the original's (mIoU 0.63, RGB, 12 classes).",
        "Trained at 0.20 m per pixel only, without change of scale: images are resampled to it.",
        "Over fifteen times the computation of the bundled model for each window, and windows that overlap more.",
        "A predicted cover is neither OCS GE nor a legal finding of artificialisation: use cannot be seen on an image.",
    ],
}
