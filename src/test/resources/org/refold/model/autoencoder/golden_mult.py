"""Writes golden_mult.txt beside itself: Mult-DAE and Mult-VAE by PyTorch, in double precision.

Each line: name, rows, columns, then the numbers row by row. Parameter number p of a network begins
as sin((0.3 + 0.2 p) (k + 1)) / 2 in place k, row by row.
Run with: python golden_mult.py (PyTorch 2.x)
"""
import pathlib
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden_mult.txt"), "w", encoding="utf-8")

ITEMS, LATENT, BETA, L2, RATE = 7, 3, 0.15, 0.3, 0.05
HISTORIES = [[0, 2, 3, 6], [1], [], [0, 1, 2, 4, 6]]
# what the streams of seed 4 leave of the histories at step 3 with dropout 0.5, and draw as noise
KEPT = [[0, 2, 6], [1], [], [2, 6]]
# and what they leave of the codes with codeDropout 0.5
KEPT_CODE = torch.tensor([[1., 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
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


def negative_log(likelihood, f, x):
    if likelihood == "MULTINOMIAL":
        terms = -(F.log_softmax(f, 1) * x)
    elif likelihood == "GAUSSIAN":
        terms = (x - f) ** 2 / 2
    else:
        terms = F.binary_cross_entropy_with_logits(f, x, reduction="none")
    return terms.sum(1).mean()


x = rows(HISTORIES)
spoilt = F.normalize(x) * rows(KEPT) / (1 - 0.5)


def vae(w, inputs):
    code = mlp(inputs, w[:6])
    return code[:, :LATENT], code[:, LATENT:]


for likelihood in ("MULTINOMIAL", "GAUSSIAN", "LOGISTIC"):
    w = parameters([(ITEMS, 5), (5, 4), (4, 2 * LATENT), (LATENT, 4), (4, 5), (5, ITEMS)])
    mu, log_variance = vae(w, spoilt)
    f = mlp(mu + NOISE * torch.exp(log_variance / 2), w[6:])
    kl = (-0.5 * (1 + log_variance - mu ** 2 - log_variance.exp())).sum(1).mean()
    loss = negative_log(likelihood, f, x)
    name = "vae." + likelihood
    write(name + ".nll", loss)
    write(name + ".kl", kl)
    (loss + BETA * kl).backward()
    for k, p in enumerate(w):
        write(f"{name}.gradient.{k}", p.grad)
w = parameters([(ITEMS, 5), (5, 4), (4, 2 * LATENT), (LATENT, 4), (4, 5), (5, ITEMS)])
mu, log_variance = vae(w, spoilt)
loss = negative_log("MULTINOMIAL", mlp(mu + 0.1 * NOISE * torch.exp(log_variance / 2), w[6:]), x)
write("vae.noise.nll", loss)
loss.backward()
for k, p in enumerate(w):
    write(f"vae.noise.gradient.{k}", p.grad)
mu, _ = vae(w, F.normalize(x))
write("vae.code", mu)
write("vae.scores", mlp(mu, w[6:]))

SHAPES = [(ITEMS, 5), (5, 4), (4, LATENT), (LATENT, 4), (4, 5), (5, ITEMS)]
w = parameters(SHAPES)
loss = negative_log("MULTINOMIAL", mlp(torch.tanh(mlp(spoilt, w[:6])), w[6:]), x)
write("dae.loss", loss)
loss.backward()
for k, p in enumerate(w):
    write(f"dae.gradient.{k}", p.grad)
code = torch.tanh(mlp(F.normalize(x), w[:6]))
write("dae.code", code)
write("dae.scores", mlp(code, w[6:]))

# three steps without dropout: Adam on loss + L2 / 2 |weights|^2, biases free
w = parameters(SHAPES)
adam = torch.optim.Adam(w, lr=RATE)
for _ in range(3):
    adam.zero_grad()
    loss = negative_log("MULTINOMIAL", mlp(torch.tanh(mlp(F.normalize(x), w[:6])), w[6:]), x)
    (loss + L2 / 2 * sum((p ** 2).sum() for p in w[::2])).backward()
    adam.step()
for k, p in enumerate(w):
    write(f"dae.trained.{k}", p)

# dropout of history and code at once
w = parameters(SHAPES)
loss = negative_log("MULTINOMIAL", mlp(torch.tanh(mlp(spoilt, w[:6])) * KEPT_CODE / (1 - 0.5), w[6:]), x)
write("dae.thinned.loss", loss)
loss.backward()
for k, p in enumerate(w):
    write(f"dae.thinned.gradient.{k}", p.grad)
w = parameters([(ITEMS, 5), (5, 4), (4, 2 * LATENT), (LATENT, 4), (4, 5), (5, ITEMS)])
mu, log_variance = vae(w, spoilt)
z = (mu + NOISE * torch.exp(log_variance / 2)) * KEPT_CODE / (1 - 0.5)
loss = negative_log("MULTINOMIAL", mlp(z, w[6:]), x)
kl = (-0.5 * (1 + log_variance - mu ** 2 - log_variance.exp())).sum(1).mean()
write("vae.thinned.nll", loss)
write("vae.thinned.kl", kl)
(loss + BETA * kl).backward()
for k, p in enumerate(w):
    write(f"vae.thinned.gradient.{k}", p.grad)
