"""Logistic models over named features, for headings and for line breaks."""

import math
from collections.abc import Mapping

MAX_LOGIT = 6.0
MAX_EXPONENT = 30.0


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The probability that a model with these weights gives; features that it does not know count for nothing."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items() if value)
    return 1 / (1 + math.exp(-max(-MAX_EXPONENT, min(MAX_EXPONENT, total))))


def logit(probability: float) -> float:
    """The natural logarithm of the odds, within -MAX_LOGIT and MAX_LOGIT."""
    bounded = max(1e-6, min(1 - 1e-6, probability))
    return max(-MAX_LOGIT, min(MAX_LOGIT, math.log(bounded / (1 - bounded))))
