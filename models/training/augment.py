"""Changes how a crop was photographed, not what it shows.

One département was flown by one camera in one season; these changes stand for the others.
Everything linear in colour is folded into one 3×3 matrix, since the loader shares two cores
with the training.
"""

import io

import numpy as np
from PIL import Image, ImageFilter

LUMA = np.array([0.299, 0.587, 0.114], np.float32)

# RGB -> YIQ, where a rotation of the I-Q plane is a turn of the hue.
TO_YIQ = np.array([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]], np.float32)
FROM_YIQ = np.linalg.inv(TO_YIQ)


class PhotoAugment:
    """`references`: (mean[3], std[3]) of images of other départements, towards which colours may drift."""

    def __init__(self, references: list[tuple[np.ndarray, np.ndarray]]) -> None:
        self.references = references

    def __call__(self, rgb: np.ndarray, random: np.random.Generator) -> np.ndarray:
        """uint8 [h, w, 3] to uint8 [h, w, 3]."""
        image = np.ascontiguousarray(rgb)
        if random.random() < 0.35:
            image = soften(image, random)
        values = image.reshape(-1, 3).astype(np.float32)
        if self.references and random.random() < 0.25:
            values = towards(values, self.references[random.integers(len(self.references))], random.uniform(0.2, 0.8))
        if random.random() < 0.25:
            values = other_season(values, random)
        if random.random() < 0.15:
            values = stretched(values, random)
        if random.random() < 0.85:
            values = recoloured(values, random)
        if random.random() < 0.5:
            gamma = np.exp(random.uniform(-0.45, 0.45))
            values = 255 * (np.clip(values, 0, 255) / 255) ** np.float32(gamma)
        if random.random() < 0.2:
            haze = random.uniform(0.05, 0.35)
            veil = random.uniform(150, 255) * np.array([1.0, 1.0, random.uniform(1, 1.08)], np.float32)
            values = values * (1 - haze) + haze * veil
        if random.random() < 0.25:
            values = values + random.normal(0, random.uniform(1, 8), values.shape).astype(np.float32)
        image = np.clip(values, 0, 255).astype(np.uint8).reshape(image.shape)
        if random.random() < 0.25:
            image = through_jpeg(image, int(random.integers(35, 90)))
        return image


def statistics(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    values = image.reshape(-1, 3).astype(np.float32)
    return values.mean(0), values.std(0)


def soften(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A blurred lens, or a coarser orthophoto resampled to this grid; sometimes over-sharpened."""
    picture = Image.fromarray(image)
    kind = random.random()
    if kind < 0.4:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.4, 1.6)))
    elif kind < 0.8:
        size = picture.size
        factor = random.uniform(1.3, 2.4)
        picture = picture.resize((round(size[0] / factor), round(size[1] / factor)), Image.Resampling.BOX)
        picture = picture.resize(size, Image.Resampling.BILINEAR)
    else:
        picture = picture.filter(ImageFilter.UnsharpMask(radius=1.5, percent=int(random.integers(40, 150)), threshold=0))
    return np.asarray(picture)


def towards(values: np.ndarray, reference: tuple[np.ndarray, np.ndarray], strength: float) -> np.ndarray:
    """Partial transfer of colour mean and spread (Reinhard et al., 2001, in RGB)."""
    mean, std = values.mean(0), values.std(0) + 4
    gain = 1 + strength * (np.clip(reference[1] / std, 0.6, 1.8) - 1)
    centre = mean + strength * (reference[0] - mean)
    return (values - mean) * gain + centre


def other_season(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Greens turn towards straw or towards spring, in proportion to how green a pixel is (excess green, 2g − r − b)."""
    green = np.clip((2 * values[:, 1] - values[:, 0] - values[:, 2]) / 50, 0, 1)[:, None]
    straw = random.uniform(-0.5, 1)
    return values + green * np.array([30 * straw, random.uniform(-8, 4), -6 * straw], np.float32)


def stretched(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Per-channel percentile stretch, as viewers and figure makers apply."""
    cut = random.uniform(0.5, 3)
    sample = values[::16]
    low, high = np.percentile(sample, (cut, 100 - cut), axis=0).astype(np.float32)
    return (values - low) * (255 / np.maximum(high - low, 40))


def recoloured(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Exposure, contrast, saturation, hue and white balance as one affine map."""
    angle = np.deg2rad(random.normal(0, 9))
    saturation = np.exp(random.normal(0, 0.35))
    if random.random() < 0.04:
        saturation = 0.0
    cos, sin = saturation * np.cos(angle), saturation * np.sin(angle)
    hue = FROM_YIQ @ np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]], np.float32) @ TO_YIQ
    gains = np.exp(random.normal(0, 0.08, 3)) * np.exp(random.uniform(-0.4, 0.4))
    matrix = (np.diag(gains) @ hue).astype(np.float32)
    contrast = np.exp(random.normal(0, 0.2))
    pivot = values.mean(0) @ matrix.T
    offset = random.normal(0, 10) + random.normal(0, 4, 3)
    return (values @ matrix.T - pivot) * np.float32(contrast) + (pivot + offset).astype(np.float32)


def through_jpeg(image: np.ndarray, quality: int) -> np.ndarray:
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer))
