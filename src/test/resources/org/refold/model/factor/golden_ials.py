"""Writes golden_ials.txt beside itself: two epochs of iALS by numpy, in double.

Nothing here goes through normal equations or Gram matrices: each vector is the answer of
numpy.linalg.lstsq to a stacked system, and the objective is taken from its definition over all
pairs. Each line: name, rows, columns, then the numbers row by row. The vectors of the items begin
as sin(0.7 (k + 1)^2) / 2 in place k, row by row: of full rank, so that rounding stays small.
Run with: python golden_ials.py (numpy 1.x or 2.x)
"""
import pathlib
import numpy as np

out = open(pathlib.Path(__file__).with_name("golden_ials.txt"), "w", encoding="utf-8")

ITEMS, LATENT, WEIGHT, L2 = 7, 3, 0.3, 0.05
HISTORIES = [[0, 2, 3, 6], [1], [0, 1, 2, 4, 6], [], [2, 3]]  # nobody has item 5
UNSEEN = [[1, 4, 6], [5], []]


def write(name, t):
    t = np.atleast_2d(np.asarray(t, dtype=float))
    print(name, *t.shape, *(repr(float(v)) for v in t.ravel()), file=out)


def ridge(met, everybody, exponent):
    return L2 * (met + WEIGHT * everybody) ** exponent


def best(met, standing, exponent):
    """Least squares: observed products shall be 1, all of them 0 a little, the numbers 0 too."""
    lines = [standing[met], np.sqrt(WEIGHT) * standing]
    lines.append(np.sqrt(ridge(len(met), len(standing), exponent)) * np.eye(LATENT))
    wanted = np.concatenate([np.ones(len(met)), np.zeros(len(standing) + LATENT)])
    return np.linalg.lstsq(np.concatenate(lines), wanted, rcond=None)[0]


def objective(users, items, exponent):
    total = 0.0
    for u, met in enumerate(HISTORIES):
        for i in range(ITEMS):
            product = users[u] @ items[i]
            total += WEIGHT * product ** 2 + (i in met) * (1 - product) ** 2
        total += ridge(len(met), ITEMS, exponent) * (users[u] @ users[u])
    for i in range(ITEMS):
        count = sum(i in met for met in HISTORIES)
        total += ridge(count, len(HISTORIES), exponent) * (items[i] @ items[i])
    return total / 2


for exponent in (0.0, 0.5, 1.0):
    items = (np.sin(0.7 * np.arange(1, ITEMS * LATENT + 1) ** 2) / 2).reshape(ITEMS, LATENT)
    losses = []
    for epoch in range(2):
        users = np.array([best(met, items, exponent) for met in HISTORIES])
        of_items = [[u for u, met in enumerate(HISTORIES) if i in met] for i in range(ITEMS)]
        items = np.array([best(met, users, exponent) for met in of_items])
        losses.append(objective(users, items, exponent) / len(HISTORIES))
    write(f"{exponent}.items", items)
    write(f"{exponent}.losses", losses)
    write(f"{exponent}.unseen", np.array([best(met, items, exponent) for met in UNSEEN]) @ items.T)
