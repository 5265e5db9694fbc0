"""Prints what GRU4Rec has learned in session-parallel batches, by PyTorch in double precision.

Two layers of two units, two lanes, SGD with a learning rate of 0.5, two epochs; gradients by
autograd, states detached after each step. Parameters begin as sin(k) / 2, numbered through all of
them in their order, row by row. Run with: python golden_session_parallel.py (PyTorch 2.x)
"""
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

ITEMS, UNITS, LANES, RATE, EPOCHS = 5, 2, 2, 0.5, 2
# of the sessions (1, 2, 3), (4, 0), (2, 2, 4, 1), by hand: (lane, item, next item, begins)
STEPS = [
    [(0, 1, 2, True), (1, 4, 0, True)],
    [(0, 2, 3, False), (1, 2, 2, True)],
    [(1, 2, 4, False)],
    [(1, 4, 1, False)],
]
DRAWN, REGULARISATION = 2, 0.5  # the negative that is drawn at each step: the most popular item


def filled(shapes):
    made, number = [], 0
    for rows, columns in shapes:
        k = torch.arange(number + 1, number + rows * columns + 1)
        made.append((0.5 * torch.sin(k.double())).reshape(rows, columns).requires_grad_())
        number += rows * columns
    return made


def after_product(x, h, w, b, u, c):
    a, p = x @ w + b[0], h @ u + c[0]
    r, z = torch.sigmoid(a[:2] + p[:2]), torch.sigmoid(a[2:4] + p[2:4])
    n = torch.tanh(a[4:] + r * p[4:])
    return (1 - z) * n + z * h


def before_product(x, h, w, b, u):
    a = x @ w + b[0]
    r, z = torch.sigmoid(a[:2] + h @ u[:, :2]), torch.sigmoid(a[2:4] + h @ u[:, 2:4])
    n = torch.tanh(a[4:] + (r * h) @ u[:, 4:])
    return (1 - z) * h + z * n


def cross_entropy(h, target, others, items, bias):
    return -torch.log_softmax(items @ h + bias[0], 0)[target]


def bpr_max(h, target, others, items, bias):
    negatives = [j for j in others if j != target]
    s = items[negatives] @ h + bias[0, negatives]
    t = items[target] @ h + bias[0, target]
    q = torch.softmax(s, 0)
    return -torch.log((q * torch.sigmoid(t - s)).sum() + 1e-24) + REGULARISATION * (q * s * s).sum()


def run(name, cell, shapes, loss_of):
    w = filled(shapes * 2 + [(ITEMS, UNITS), (1, ITEMS)])
    layers, items, bias = [w[: len(shapes)], w[len(shapes) : 2 * len(shapes)]], w[-2], w[-1]
    states = [[torch.zeros(UNITS) for _ in range(LANES)] for _ in layers]
    for _ in range(EPOCHS):
        for step in STEPS:
            loss = 0
            others = [following for _, _, following, _ in step] + [DRAWN]
            for lane, item, following, begins in step:
                h = items[item]
                for k, layer in enumerate(layers):
                    before = torch.zeros(UNITS) if begins else states[k][lane]
                    h = cell(h, before, *layer)
                    states[k][lane] = h.detach()
                loss = loss + loss_of(h, following, others, items, bias) / LANES
            gradients = torch.autograd.grad(loss, w, allow_unused=True)
            with torch.no_grad():
                for p, g in zip(w, gradients):
                    if g is not None:
                        p -= RATE * g
    tables = [("items", items), ("bias", bias), ("recurrent 1", layers[0][2])]
    for label, t in tables + [(f"states {k + 1}", torch.stack(states[k])) for k in range(2)]:
        print(name, label, ", ".join(f"{v:.7f}" for v in t.detach().flatten()))


if __name__ == "__main__":
    run("after", after_product, [(2, 6), (1, 6), (2, 6), (1, 6)], cross_entropy)
    run("before", before_product, [(2, 6), (1, 6), (2, 6)], bpr_max)
