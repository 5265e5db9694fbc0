"""Writes golden_multitask.txt beside itself: an autoencoder of several tasks by PyTorch, in double precision.

Each line: name, rows, columns, then the numbers row by row. Parameter number p of a network begins
as sin((0.3 + 0.2 p) (k + 1)) / 2 in place k, row by row.
Run with: python golden_multitask.py (PyTorch 2.x)
"""
import pathlib
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden_multitask.txt"), "w", encoding="utf-8")

ITEMS, LATENT = 7, 3
HISTORIES = [[0, 2, 3, 6], [1], [], [0, 1, 2, 4, 6]]
# what the streams of seed 4 leave of the histories at step 3 with dropout 0.5
KEPT = [[0, 2, 6], [1], [], [2, 6]]
# of the third user neither is known; the second has two colours
GENDER = torch.tensor([[1., 0], [0, 1], [0, 0], [0, 1]])
COLOUR = torch.tensor([[0., 1, 0], [.5, .5, 0], [0, 0, 0], [0, 0, 1]])
WEIGHT = 0.4


def rows(lists):
    x = torch.zeros(len(lists), ITEMS)
    for row, items in enumerate(lists):
        x[row, items] = 1
    return x


def write(name, t):
    t = t.detach().reshape(-1, t.shape[-1]) if t.dim() > 0 else t.detach().reshape(1, 1)
    print(name, *t.shape, *(repr(float(v)) for v in t.flatten()), file=out)


def parameters(shapes):
    made = []
    for rows_, columns in shapes:
        for shape in ((rows_, columns), (1, columns)):
            n = shape[0] * shape[1]
            f = 0.3 + 0.2 * len(made)
            made.append((torch.sin(f * torch.arange(1, n + 1)) / 2).reshape(shape).requires_grad_())
    return made


def mlp(x, w):
    for k in range(0, len(w), 2):
        x = x @ w[k] + w[k + 1]
        if k + 2 < len(w):
            x = torch.tanh(x)
    return x


x = rows(HISTORIES)
spoilt = F.normalize(x) * rows(KEPT) / (1 - 0.5)
SHAPES = [(ITEMS, 5), (5, LATENT), (LATENT, 5), (5, ITEMS), (LATENT, 5)]


def losses(w):
    code = torch.tanh(mlp(spoilt, w[:4]))
    items = -(F.log_softmax(mlp(code, w[4:8]), 1) * x).sum() / x.sum()
    g = code @ w[8] + w[9]
    gender = -(F.log_softmax(g[:, :2], 1) * GENDER).sum() / 3
    colour = -(F.log_softmax(g[:, 2:], 1) * COLOUR).sum() / 3
    return code, torch.stack([items, gender, colour])


w = parameters(SHAPES)
code, each = losses(w)
loss = each[0] + WEIGHT * (each[1] + each[2])
write("FIXED.loss", loss)
a, = torch.autograd.grad(each[0], code, retain_graph=True)
b, = torch.autograd.grad(each[1] + each[2], code, retain_graph=True)
write("agreement", F.cosine_similarity(a.flatten(), b.flatten(), dim=0))
loss.backward()
for k, p in enumerate(w):
    write(f"FIXED.gradient.{k}", p.grad)

w = parameters(SHAPES)
s = (torch.sin((0.3 + 0.2 * 10) * torch.arange(1, 4)) / 2).reshape(1, 3).requires_grad_()
_, each = losses(w)
loss = (torch.exp(-s) * each + s / 2).sum()
write("UNCERTAINTY.loss", loss)
loss.backward()
for k, p in enumerate(w + [s]):
    write(f"UNCERTAINTY.gradient.{k}", p.grad)
