"""Writes golden_autorec.txt beside itself: AutoRec on five rows of ratings, by PyTorch in double.

Each line: name, rows, columns, then the numbers row by row. Parameter p starts as
sin((0.3 + 0.2 p) (k + 1)) / 2, k counting row by row; weights of layers are [in, out], those of the
output [columns, units]. Run with: python golden_autorec.py (PyTorch 2.x)
"""
import pathlib
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
out = open(pathlib.Path(__file__).with_name("golden_autorec.txt"), "w", encoding="utf-8")
R = torch.tensor([[5., 0, 3, 0, 1, 0], [0, 4, 0, 0, 2, 5], [0, 0, 0, 0, 0, 3], [2, 0, 0, 4, 0, 0], [1, 5, 4, 0, 0, 2]])
SEEN = R > 0
# what the streams of seed 1 leave of the codes at step 0 with codeDropout 0.5, row by row
KEPT = torch.tensor([[1., 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0], [1, 1, 1, 1]])
LOW = {"sigmoid": (1., 4.), "tanh": (3., 2.), "identity": (0., 1.)}
F = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "identity": lambda x: x}


def write(name, t):
    t = t.detach().reshape(-1, t.shape[-1]) if t.dim() > 0 else t.detach().reshape(1, 1)
    print(name, *t.shape, *(repr(float(v)) for v in t.flatten()), file=out)


def start(units):
    sizes = [6] + units
    shapes = [s for a, b in zip(sizes, sizes[1:]) for s in ((a, b), (1, b))] + [(6, units[-1]), (1, 6)]
    def sines(p, shape):
        k = torch.arange(1, shape[0] * shape[1] + 1)
        return (torch.sin((.3 + .2 * p) * k) / 2).reshape(shape).requires_grad_()
    return [sines(p, shape) for p, shape in enumerate(shapes)]


def rating(w, f, g, kept=1.):
    h = R
    for k in range(0, len(w) - 2, 2):
        h = F[g](h @ w[k] + w[k + 1])
    low, span = LOW[f]
    return low + span * F[f](h * kept @ w[-2].T + w[-1])


def error(w, f, g, kept=1.):
    return ((rating(w, f, g, kept) - R)[SEEN] ** 2).sum()


def penalty(w, l2):
    return l2 / 2 * sum((m ** 2).sum() for m in w[::2])


for name, units, f, g in [("plain", [4], "identity", "sigmoid"), ("bounded", [4], "sigmoid", "sigmoid"),
                          ("deep", [4, 2, 3], "tanh", "tanh")]:
    w = start(units)
    loss = error(w, f, g)
    loss.backward()
    write(name + ".ratings", rating(w, f, g))
    write(name + ".error", loss)
    write(name + ".penalty", penalty(w, .7))
    for p, m in enumerate(w):
        write(f"{name}.gradient.{p}", m.grad)

# four full-batch steps on (error + l2 / 2 |weights|^2) / rows with l2 = 0.7; Adam's fall by a cosine,
# or to a half every two
fall = torch.optim.lr_scheduler
for name, make, schedule in [("adam", torch.optim.Adam, lambda o: fall.CosineAnnealingLR(o, 4)),
                             ("stairs", torch.optim.Adam, lambda o: fall.StepLR(o, 2, .5)),
                             ("rprop", torch.optim.Rprop, lambda o: fall.ConstantLR(o, 1))]:
    w = start([4])
    optimizer = make(w, .05)
    falling = schedule(optimizer)
    for _ in range(4):
        optimizer.zero_grad()
        ((error(w, "identity", "sigmoid") + penalty(w, .7)) / 5).backward()
        optimizer.step()
        falling.step()
    for p, m in enumerate(w):
        write(f"{name}.after.{p}", m)

for name, units, f, g in [("plain", [4], "identity", "sigmoid"), ("deep", [4, 2, 3], "tanh", "tanh")]:
    w = start(units)
    loss = error(w, f, g, KEPT[:, :units[-1]] / .5)
    loss.backward()
    write(name + ".thinned.error", loss)
    for p, m in enumerate(w):
        write(f"{name}.thinned.gradient.{p}", m.grad)
