"""Counts multiply-accumulates and parameters by running the network once with hooks on its convolutions."""

import torch
from torch import nn


def count_macs(net: nn.Module, size: int) -> int:
    total = 0

    def hook(module: nn.Conv2d, _inputs, output: torch.Tensor) -> None:
        nonlocal total
        total += output[0].numel() * module.weight[0].numel()

    handles = [m.register_forward_hook(hook) for m in net.modules() if isinstance(m, nn.Conv2d)]
    training = net.training
    net.eval()
    with torch.no_grad():
        net(torch.zeros(1, 3, size, size))
    net.train(training)
    for handle in handles:
        handle.remove()
    return total


def count_parameters(net: nn.Module) -> int:
    return sum(p.numel() for p in net.parameters())


if __name__ == "__main__":
    import classes
    from net import Frugal

    frugal = Frugal(classes.COUNT)
    print(f"frugal: {count_macs(frugal, 512) / 1e9:.3f} GMAC at 512², {count_parameters(frugal)} parameters")
