"""Logistic regression with an L2 penalty, by Newton's method."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PENALTY = 1.0
NEWTON_STEPS = 12

Row = dict[str, float]
Vector = NDArray[np.float64]


def fit(rows: Sequence[Row], targets: Sequence[float], importance: Sequence[float] | None = None) -> Row:
    """The weight of each feature. `targets` are 0 or 1; `importance` is the weight of each row, 1 if not given."""
    names = sorted({name for row in rows for name in row})
    place = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, place[name]] = value
    wanted = np.array(targets)
    counts = np.ones(len(rows)) if importance is None else np.array(importance)
    weights = np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        weights = _newton_step(weights, matrix, wanted, counts)
    return dict(zip(names, weights.tolist(), strict=True))


def _newton_step(weights: Vector, matrix: Vector, targets: Vector, importance: Vector) -> Vector:
    probabilities = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
    gradient = matrix.T @ ((probabilities - targets) * importance) + PENALTY * weights
    curvature = np.maximum(1e-6, probabilities * (1 - probabilities)) * importance
    hessian = (matrix.T * curvature) @ matrix + PENALTY * np.eye(len(weights))
    return weights - np.linalg.solve(hessian, gradient)
