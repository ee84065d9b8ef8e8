"""Lets torchvision's GPU build be imported next to a CPU build of torch, as vLLM on a CPU needs it; made for .venv-vllm alone.

That build registers its operators in a library that cannot be loaded without a GPU's libraries; importing torchvision then fails
at the first of them. Before its first import their names are given to torch here, without a body: a call of one is an error.
"""

import importlib.abc
import importlib.machinery
import pathlib
import sys

NAMES = ("nms", "qnms")
KEPT = []
"""What gave the names: they would go with it."""


class Finder(importlib.abc.MetaPathFinder):
    """Steps aside at the first import of torchvision."""

    def find_spec(self, name, path=None, target=None):
        """Torchvision's own spec, after its operators have names."""
        if name != "torchvision":
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is not None:
            self.name_operators(pathlib.Path(next(iter(spec.submodule_search_locations))))
        return spec

    def name_operators(self, folder):
        """Load the build's own operators, or give their names to torch."""
        import torch

        try:
            for library in folder.glob("_C*.so"):
                torch.ops.load_library(str(library))
        except OSError:
            KEPT.append(torch.library.Library("torchvision", "FRAGMENT"))
            for one in NAMES:
                KEPT[0].define(f"{one}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")


sys.meta_path.insert(0, Finder())
