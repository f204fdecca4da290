"""The converter, on checkpoints of the published names and shapes with weights of our own: nothing can be fetched here."""

import hashlib
import importlib.util
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from flair_checkpoint import HEADS, LOSS_WEIGHTS, MEAN, PREFIX, STD, Refused, dead_channels, read_checkpoint
from flair_net import Flair
from graph import build_model
from import_flair import HALO_PX, convert, smooth_noise
from quantise import rounded_weights
from windows import Model

SIDE = 128
TOLERANCE = 1e-5
"""Of the largest logit: sums of 4608 floats in another order."""


def unlike_fresh(net: nn.Module) -> nn.Module:
    """Batch norms as training leaves them: a folding that forgets one of their four numbers would show."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.2)
            module.running_mean.normal_(0, 0.3)
            module.running_var.uniform_(0.5, 2)
    return net.eval()


@torch.no_grad()
def published(folder: Path, classes: int, name: str, dead: tuple[int, ...]) -> Path:
    """A `.pth` as IGN's: names under PREFIX, the loss's class weights beside them."""
    torch.manual_seed(classes)
    net = unlike_fresh(Flair(classes, MEAN, STD))
    # Without this one channel would win nearly everywhere, and any two files would agree.
    answer = net(torch.from_numpy(smooth_noise()[1][:SIDE, :SIDE]).permute(2, 0, 1)[None].float())
    net.classify.bias.data -= answer.mean((0, 2, 3))
    state = {PREFIX + key.replace("classify.", "segmentation_head.0."): value for key, value in net.state_dict().items()}
    state[LOSS_WEIGHTS] = torch.tensor([0.0 if channel in dead else 1.0 for channel in range(classes)])
    torch.save(state, folder / name)
    return folder / name


class ImportFlair(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def logits(self, net: Flair, pixels: np.ndarray, int8: bool) -> np.ndarray:
        path = self.folder / "small.onnx"
        onnx.save(build_model(net, "small", SIDE, 1.0, "", int8=int8), path)
        return Model(path, 1).logits(pixels)

    @torch.no_grad()
    def test_graph_computes_what_pytorch_does(self) -> None:
        pixels = smooth_noise()[2][:SIDE, :SIDE].copy()
        image = torch.from_numpy(pixels).permute(2, 0, 1)[None].float()
        for classes in (12, 19):
            net = read_checkpoint(published(self.folder, classes, f"{classes}.pth", ()), None).net
            with self.subTest(classes=classes, weights="float"):
                expected = net(image)[0].numpy()
                self.assertLess(np.abs(self.logits(net, pixels, int8=False) - expected).max(), TOLERANCE * np.abs(expected).max())
            with self.subTest(classes=classes, weights="int8"), rounded_weights(net):
                # The rounding of rounded weights changes nothing: what is left is the graph's own error.
                expected = net(image)[0].numpy()
                self.assertLess(np.abs(self.logits(net, pixels, int8=True) - expected).max(), 1e-3 * np.abs(expected).max())

    def test_folder_runs_at_full_size_and_its_dead_channels_never_win(self) -> None:
        dead = (14, 15, 16, 18)
        checkpoint = read_checkpoint(published(self.folder, 19, "15cl.pth", dead), None)
        out = self.folder / "flair-inc-15cl"
        agreement = convert(checkpoint, out, HALO_PX, smooth_noise()[:1])
        print(f"\nargmax agreement of int8 with float, random weights: {100 * agreement:.2f} %")
        self.assertGreater(agreement, 0.8)  # a trained network is surer of its classes than a random one

        manifest = json.loads((out / "manifest.json").read_text())
        self.assertEqual((manifest["windowPx"], manifest["haloPx"]), (512, 128))
        self.assertEqual(manifest["normalisation"], {"inGraph": True, "mean": [105.08, 110.87, 101.82], "std": [52.17, 45.38, 44.0]})
        numeros = [channel["numero"] for channel in manifest["output"]["channels"]]
        self.assertEqual(numeros, [1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, 4, 7, None, None, None, 15, None])
        content = (out / "model.onnx").read_bytes()
        self.assertEqual(manifest["files"][0]["sha256"], hashlib.sha256(content).hexdigest())
        self.assertLess(len(content), 26e6)  # 24.4 M int8 weights

        logits = Model(out / "model.onnx", 1).logits(smooth_noise()[1])
        self.assertEqual(logits.shape, (19, 512, 512))
        self.assertTrue(np.isfinite(logits).all())
        winners = set(logits.argmax(0).ravel().tolist())
        self.assertGreater(len(winners), 5)
        self.assertFalse(winners & set(dead))

    def test_dead_channels_are_told_by_the_loss_else_by_the_name(self) -> None:
        weights = torch.ones(19)
        weights[[12, 13]] = 0
        for loss, name, classes, dead in (
            (weights, "FLAIR-INC_rgb_12cl.pth", None, {12, 13}),
            (None, "FLAIR-INC_rgb_12cl.pth", None, {12, 13, 14, 15, 16, 17, 18}),
            (None, "FLAIR-INC_rgb_15cl.pth", None, {14, 15, 16, 18}),
            (None, "weights.pth", 15, {14, 15, 16, 18}),
        ):
            with self.subTest(name=name, loss=loss is not None):
                self.assertEqual(dead_channels(loss, name, HEADS[19], classes), dead)
        self.assertEqual(dead_channels(None, "12cl.pth", HEADS[12], None), set())
        with self.assertRaisesRegex(Refused, "--classes 12"):
            dead_channels(None, "weights.pth", HEADS[19], None)

    def test_what_cannot_be_converted_is_refused_in_a_sentence(self) -> None:
        def unet(bands: int, classes: int) -> dict[str, torch.Tensor]:
            shapes = {
                "encoder.conv1.weight": (64, bands, 7, 7),
                "decoder.blocks.4.conv2.0.weight": (16, 16, 3, 3),
                "segmentation_head.0.weight": (classes, 16, 3, 3),
            }
            return {PREFIX + name: torch.zeros(shape) for name, shape in shapes.items()}

        for content, message in (
            (unet(5, 19), "reads 5 bands"),
            (unet(3, 7), "answers 7 classes"),
            ({"state_dict": unet(3, 19)}, "not a U-Net on a ResNet-34"),
            ({PREFIX + "encoder.patch_embed1.proj.weight": torch.zeros(1)}, "not a resnet34-unet"),
            ({"model.encoders.AERIAL_RGBI.seg_model.model.stem.weight": torch.zeros(1)}, "FLAIR-HUB"),
        ):
            with self.subTest(message=message), self.assertRaisesRegex(Refused, message):
                torch.save(content, self.folder / "15cl.pth")
                read_checkpoint(self.folder / "15cl.pth", None)
        (self.folder / "page.pth").write_text("<html>")
        with self.assertRaisesRegex(Refused, "not a PyTorch file"):
            read_checkpoint(self.folder / "page.pth", None)

    @unittest.skipUnless(importlib.util.find_spec("segmentation_models_pytorch"), "segmentation-models-pytorch is not installed")
    @torch.no_grad()
    def test_network_is_the_one_that_ign_trained(self) -> None:
        import segmentation_models_pytorch as smp

        torch.manual_seed(0)
        theirs = unlike_fresh(smp.create_model(arch="unet", encoder_name="resnet34", encoder_weights=None, classes=19, in_channels=3))
        torch.save({PREFIX + key: value for key, value in theirs.state_dict().items()}, self.folder / "15cl.pth")
        ours = read_checkpoint(self.folder / "15cl.pth", None).net
        image = torch.randint(0, 256, (1, 3, SIDE, SIDE)).float()
        expected = theirs((image - ours.mean) * ours.gain)
        self.assertLess((ours(image) - expected).abs().max(), TOLERANCE * expected.abs().max())


if __name__ == "__main__":
    unittest.main()
