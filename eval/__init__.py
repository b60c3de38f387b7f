"""Is it any good: offline evaluation against labelled matches, through the same path that answers people."""

from eval.datasets import Dataset, DatasetFaults, read_dataset
from eval.experiment import Evaluation, evaluate

__all__ = ["Dataset", "DatasetFaults", "Evaluation", "evaluate", "read_dataset"]
