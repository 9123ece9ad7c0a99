"""Reading samples; every function works inside the scope of its transaction."""

from toandan.work.samples.queries.pools import pools
from toandan.work.samples.queries.sheets import SampleUnknown, drawn, sample, samples, samples_by_unit, still_to_visit

__all__ = ["SampleUnknown", "drawn", "pools", "sample", "samples", "samples_by_unit", "still_to_visit"]
