"""Writes golden.txt beside itself: small cases computed by PyTorch in double precision.

Each line: name, rows, columns, then the numbers row by row. Inputs are sines, so that the tests
can make them again: x[k] = sin(a * (k + 1)) * s.
Run with: python golden.py (PyTorch 2.x)
"""
import pathlib
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden.txt"), "w", encoding="utf-8")


def write(name, t):
    t = t.detach().reshape(-1, t.shape[-1]) if t.dim() > 0 else t.detach().reshape(1, 1)
    print(name, *t.shape, *(repr(float(v)) for v in t.flatten()), file=out)


def sines(a, s, *shape):
    n = 1
    for d in shape:
        n *= d
    return (torch.sin(a * torch.arange(1, n + 1)) * s).reshape(shape).requires_grad_()


# Mult-VAE: 4 users, 7 items, hidden 5, latent 3; input noise and dropout off, fixed epsilon, beta 0.15
x = torch.zeros(4, 7)
for row, items in enumerate([[0, 2, 3, 6], [1], [], [0, 1, 2, 4, 6]]):
    x[row, items] = 1
w = [sines(.7, .5, 7, 5), sines(.3, .1, 1, 5), sines(1.1, .6, 5, 6), sines(.2, .1, 1, 6),
     sines(1.7, .5, 3, 5), sines(.4, .1, 1, 5), sines(.9, .7, 5, 7), sines(.6, .1, 1, 7)]
eps = torch.cos(1.3 * torch.arange(1, 13)).reshape(4, 3)
h = torch.tanh(F.normalize(x) @ w[0] + w[1])
c = h @ w[2] + w[3]
mu, lv = c[:, :3], c[:, 3:]
z = mu + eps * torch.exp(.5 * lv)
y = torch.tanh(z @ w[4] + w[5]) @ w[6] + w[7]
nll = -(F.log_softmax(y, 1) * x).sum(1).mean()
kl = -.5 * (1 + lv - mu.pow(2) - lv.exp()).sum(1).mean()
(nll + .15 * kl).backward()
write("multvae.logits", y)
write("multvae.nll", nll)
write("multvae.kl", kl)
for k, p in enumerate(w):
    write(f"multvae.gradient.{k}", p.grad)

# layer norm and gelu (tanh approximation)
a, g, b = sines(.7, 2., 3, 5), sines(.5, 1., 5), sines(.8, 1., 5)
n = F.layer_norm(a, (5,), g, b, 1e-5)
(n * torch.cos(torch.arange(15)).reshape(3, 5)).sum().backward()
write("layernorm.value", n)
write("layernorm.gradient.x", a.grad)
write("layernorm.gradient.gain", g.grad)
write("layernorm.gradient.shift", b.grad)
a = sines(.7, 3., 3, 5)
n = F.gelu(a, approximate="tanh")
(n * torch.cos(torch.arange(15)).reshape(3, 5)).sum().backward()
write("gelu.value", n)
write("gelu.gradient", a.grad)

# ten steps of each optimiser on the sum of cos(k) * tanh(p_k) + p_k^2 / 4
makers = {
    "adam": lambda p: torch.optim.Adam(p, .05),
    "adam-coupled": lambda p: torch.optim.Adam(p, .05, weight_decay=.1),
    "adamw": lambda p: torch.optim.AdamW(p, .05, weight_decay=.1),
    "sgd": lambda p: torch.optim.SGD(p, .05),
    "momentum": lambda p: torch.optim.SGD(p, .05, momentum=.9),
    "adagrad": lambda p: torch.optim.Adagrad(p, .05, initial_accumulator_value=.01),
    "rprop": lambda p: torch.optim.Rprop(p, .05),
}
for name, maker in makers.items():
    p = sines(.7, 1., 2, 5)
    o = maker([p])
    for _ in range(10):
        o.zero_grad()
        (torch.cos(torch.arange(10)).reshape(2, 5) * torch.tanh(p) + p.pow(2) / 4).sum().backward()
        o.step()
    write(f"optimizer.{name}", p)
out.close()
