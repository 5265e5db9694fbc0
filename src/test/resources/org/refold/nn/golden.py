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

# blocks of transformers and a recurrent layer over sequences of two and four rows, by PyTorch's own
# layers; parameter number p begins as sin((0.3 + 0.2 p) (k + 1)) / 2
rows = sines(1.1, 1., 6, 4).detach()
LENGTHS = [2, 4]


def parameters(*shapes):
    return [sines(.3 + .2 * n, .5, *shape).detach() for n, shape in enumerate(shapes)]


def set_attention(layer, w):
    layer.in_proj_weight.data = torch.cat([w[0].T, w[2].T, w[4].T])
    layer.in_proj_bias.data = torch.cat([w[1], w[3], w[5]])
    layer.out_proj.weight.data, layer.out_proj.bias.data = w[6].T, w[7]


def block(kind):
    norm, square = [(4,), (4,)], [(4, 4), (4,)]
    if kind == "LIGR":
        w = parameters(*norm, *(4 * square), *norm, *(2 * square), (4, 3), (4, 3), (3, 4))
        layer = torch.nn.MultiheadAttention(4, 2, batch_first=True)
        set_attention(layer, w[2:10])
    else:
        w = parameters(*norm, *(4 * square), *norm, (4, 3), (3,), (3, 4), (4,))
        gelu = lambda x: F.gelu(x, approximate="tanh")  # noqa: E731
        layer = torch.nn.TransformerEncoderLayer(
            4, 2, 3, 0, gelu, 1e-12 if kind == "POST" else 1e-8, True, kind == "PRE")
        set_attention(layer.self_attn, w[2:10])
        layer.norm1.weight.data, layer.norm1.bias.data = w[0], w[1]
        layer.norm2.weight.data, layer.norm2.bias.data = w[10], w[11]
        layer.linear1.weight.data, layer.linear1.bias.data = w[12].T, w[13]
        layer.linear2.weight.data, layer.linear2.bias.data = w[14].T, w[15]
    made = []
    for x in rows.split(LENGTHS):
        unseen = None if kind == "POST" else torch.ones(len(x), len(x)).triu(1).bool()
        if kind == "LIGR":
            y = F.layer_norm(x, (4,), w[0], w[1], 1e-8)[None]
            a = layer(y, y, y, attn_mask=unseen)[0][0]
            h = x + torch.sigmoid(x @ w[12] + w[13]) * a
            y = F.layer_norm(h, (4,), w[10], w[11], 1e-8)
            ff = (F.silu(y @ w[16]) * (y @ w[17])) @ w[18]
            made.append(h + torch.sigmoid(h @ w[14] + w[15]) * ff)
        else:
            made.append(layer(x[None], src_mask=unseen)[0])
    write(f"block.{kind}", torch.cat(made))


for kind in ("POST", "PRE", "LIGR"):
    block(kind)
w = parameters((4, 12), (12,), (3, 12))
lstm = torch.nn.LSTM(4, 3)
lstm.weight_ih_l0.data, lstm.weight_hh_l0.data = w[0].T, w[2].T
lstm.bias_ih_l0.data, lstm.bias_hh_l0.data = w[1], torch.zeros(12)
write("lstm", torch.cat([lstm(x)[0] for x in rows.split(LENGTHS)]))
out.close()
