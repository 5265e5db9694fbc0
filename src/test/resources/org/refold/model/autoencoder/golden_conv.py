"""Writes golden_conv.txt beside itself: codes, loss and gradients of conv-ae by PyTorch, in double.

Each line: name, rows, columns, then the numbers row by row. Parameter number p of a network begins
as sin((0.3 + 0.2 p) (k + 1)) / 2 in place k, row by row.
Run with: python golden_conv.py (PyTorch 2.x)
"""
import pathlib
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden_conv.txt"), "w", encoding="utf-8")

ITEMS, UNITS, FILTERS, LATENT = 7, 4, 3, 2
HISTORIES = [[0, 2, 3, 6, 5], [1], [4, 4, 2]]


def write(name, t):
    t = t.detach().reshape(-1, t.shape[-1]) if t.dim() > 0 else t.detach().reshape(1, 1)
    print(name, *t.shape, *(repr(float(v)) for v in t.flatten()), file=out)


shapes = [(ITEMS, UNITS)]
for width in (1, 3, 5):
    shapes += [(width * UNITS, FILTERS), (1, FILTERS)]
shapes += [(3 * FILTERS, LATENT), (1, LATENT), (ITEMS, LATENT), (1, ITEMS)]
w = []
for p, (rows, columns) in enumerate(shapes):
    values = torch.sin((0.3 + 0.2 * p) * torch.arange(1, rows * columns + 1)) / 2
    w.append(values.reshape(rows, columns).requires_grad_())

codes, loss = [], 0
for history in HISTORIES:
    e = w[0][history].T.unsqueeze(0)
    found = []
    for k, width in enumerate((1, 3, 5)):
        # ours is [window, units, filters] in rows, theirs [filters, units, window]
        filters = w[1 + 2 * k].reshape(width, UNITS, FILTERS).permute(2, 1, 0)
        c = F.relu(F.conv1d(e, filters, w[2 + 2 * k][0], padding=width // 2))
        found.append(c.amax(dim=2))
    z = torch.tanh(torch.cat(found, dim=1) @ w[7] + w[8])
    codes.append(z)
    f = torch.log_softmax(z @ w[9].T + w[10], dim=1)
    loss = loss - f[0, sorted(set(history))].sum() / len(HISTORIES)
loss.backward()
write("conv.codes", torch.cat(codes))
write("conv.loss", loss)
for p, parameter in enumerate(w):
    write(f"conv.gradient.{p}", parameter.grad)
