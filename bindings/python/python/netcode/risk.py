"""What guessing costs: how many codes a lock would take at a minute, out of how many there are.

>>> from netcode import Format, Profile, risk
>>> profile = Profile(Format("S", 7), ["standard-single", "standard-multi"])
>>> day = risk.ordinary_day(profile.format)
>>> estimate = risk.Estimate.worst(profile, day)
>>> f"{estimate.probability:.7f}"
'0.0000212'
>>> estimate.median_days(risk.TryRate.NC1) > 1000
True
>>> estimate.verdict.value
'doubtful'
"""

from ._enums import Verdict
from ._netcode import (
    Estimate,
    Improvement,
    TryRate,
    acceptable,
    improvements,
    ordinary_day,
    worst_minute_of_day,
)

__all__ = [
    "Estimate",
    "Improvement",
    "TryRate",
    "Verdict",
    "acceptable",
    "improvements",
    "ordinary_day",
    "worst_minute_of_day",
]
