"""Writes golden_hybrid.txt beside itself: the hybrid VAE by PyTorch, in double precision.

Each line: name, rows, columns, then the numbers row by row. Parameter number p of a network begins
as sin((0.3 + 0.2 p) (k + 1)) / 2 in place k, row by row; those of attributes come last.
Run with: python golden_hybrid.py (PyTorch 2.x)
"""
import pathlib
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden_hybrid.txt"), "w", encoding="utf-8")

ITEMS, LATENT, BETA = 7, 3, 0.15
HISTORIES = [[0, 2, 3, 6], [1], [], [0, 1, 2, 4, 6]]
# what the streams of seed 4 leave of the histories at step 3 with dropout 0.5, and draw as noise
KEPT = [[0, 2, 6], [1], [], [2, 6]]
# the third user is not known, which is a feature of its own: the last
SIDE = torch.tensor([[1., 0, 0], [.5, .5, 0], [0, 0, 1], [0, 1, 0]])
NOISE = torch.tensor([
    [-0.15815566528253483, -1.5689206555900739, -0.02961909705502902],
    [-0.22675605747306382, 0.4151949698606021, -0.7181103199698451],
    [-0.40618728968519896, 2.060919137884283, -1.0612353230589566],
    [-0.15007448020704692, 0.1028002128671702, -0.14301840278636987]])


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
w = parameters([(ITEMS, 5), (5, 4), (4, 2 * LATENT), (LATENT, 4), (4, 5), (5, ITEMS)])
for shape in ((3, 5), (3, LATENT)):
    f = 0.3 + 0.2 * len(w)
    w.append((torch.sin(f * torch.arange(1, shape[0] * shape[1] + 1)) / 2).reshape(shape)
             .requires_grad_())


def encode(inputs):
    first = torch.tanh(inputs @ w[0] + SIDE @ w[12] + w[1])
    code = mlp(first, w[2:6])
    return code[:, :LATENT], code[:, LATENT:]


mu, log_variance = encode(spoilt)
f = mlp(mu + NOISE * torch.exp(log_variance / 2) + SIDE @ w[13], w[6:12])
kl = (-0.5 * (1 + log_variance - mu ** 2 - log_variance.exp())).sum(1).mean()
nll = -(F.log_softmax(f, 1) * x).sum(1).mean()
write("nll", nll)
write("kl", kl)
(nll + BETA * kl).backward()
for k, p in enumerate(w):
    write(f"hybrid.gradient.{k}", p.grad)
code = encode(F.normalize(x))[0] + SIDE @ w[13]
write("code", code)
write("scores", mlp(code, w[6:12]))
