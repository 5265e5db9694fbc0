"""Writes golden_cdae.txt beside itself: losses and gradients of CDAE by PyTorch, in double.

Each line: name, rows, columns, then the numbers row by row. Parameter number p of a network begins
as sin((0.3 + 0.2 p) (k + 1)) / 2 in place k, row by row.
Run with: python golden_cdae.py (PyTorch 2.x)
"""
import pathlib
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden_cdae.txt"), "w", encoding="utf-8")

ITEMS, USERS, LATENT, L2 = 7, 4, 3, 0.2
HISTORIES, USER = [[0, 2, 3, 6], [1], [0, 1, 2, 4, 6]], [2, 0, 3]
# what the streams of seed 3 leave of the histories at step 3 with dropout 0.5, and draw as
# negatives, two for each item
KEPT = [[2, 3, 6], [1], [4]]
NEGATIVES = [[4, 1, 1, 1, 1, 5, 1, 1], [6, 3], [3, 3, 5, 5, 3, 3, 3, 3, 5, 3]]
VARIANTS = {"M1": (False, False), "M2": (False, True), "M3": (True, False), "M4": (True, True)}


def write(name, t):
    t = t.detach().reshape(-1, t.shape[-1]) if t.dim() > 0 else t.detach().reshape(1, 1)
    print(name, *t.shape, *(repr(float(v)) for v in t.flatten()), file=out)


def parameters(shapes):
    made = []
    for p, shape in enumerate(shapes):
        n = shape[0] * shape[1]
        values = torch.sin((0.3 + 0.2 * p) * torch.arange(1, n + 1)) / 2
        made.append(values.reshape(shape).requires_grad_())
    return made


def scores(encoder, node, hidden_bias, decoder, output_bias, items, scale, sigmoid_hidden):
    z = encoder[items].sum(0) * scale + node + hidden_bias[0]
    return decoder @ (torch.sigmoid(z) if sigmoid_hidden else z) + output_bias[0]


for variant, (sigmoid_hidden, logistic) in VARIANTS.items():
    for tying in ("TIED", "UNTIED"):
        for output in ("SAMPLED", "ALL"):
            tables = [(ITEMS, LATENT), (USERS, LATENT), (1, LATENT)]
            tables += [(ITEMS, LATENT)] * (tying == "UNTIED") + [(1, ITEMS)]
            w = parameters(tables)
            encoder, nodes, hidden_bias, output_bias = w[0], w[1], w[2], w[-1]
            decoder = w[3] if tying == "UNTIED" else encoder
            loss = 0
            for user, history, kept, negatives in zip(USER, HISTORIES, KEPT, NEGATIVES):
                f = scores(encoder, nodes[user], hidden_bias, decoder, output_bias, kept, 2,
                           sigmoid_hidden)
                y = torch.zeros(ITEMS)
                y[history] = 1
                places = history + negatives if output == "SAMPLED" else list(range(ITEMS))
                f, y = f[places], y[places]
                if logistic:
                    loss = loss + F.binary_cross_entropy_with_logits(f, y, reduction="sum")
                else:
                    loss = loss + ((y - f) ** 2).sum() / 2
                squares = (nodes[user] ** 2).sum() + (hidden_bias ** 2).sum()
                squares = squares + (encoder[kept] ** 2).sum() + (decoder[places] ** 2).sum()
                squares = squares + (output_bias[0, places] ** 2).sum()
                loss = loss + L2 / 2 * squares
            loss = loss / len(HISTORIES)
            name = f"{variant}.{tying}.{output}"
            write(name + ".loss", loss)
            loss.backward()
            for k, p in enumerate(w):
                write(f"{name}.gradient.{k}", p.grad)

w = parameters([(ITEMS, LATENT), (USERS, LATENT), (1, LATENT), (ITEMS, LATENT), (1, ITEMS)])
mean = w[1][USER].mean(0)
rows = [scores(w[0], w[1][u], w[2], w[3], w[4], h, 1, True) for u, h in zip(USER, HISTORIES)]
write("known", torch.stack(rows))
write("folded-in", torch.stack([scores(w[0], mean, *w[2:], h, 1, True) for h in HISTORIES]))
