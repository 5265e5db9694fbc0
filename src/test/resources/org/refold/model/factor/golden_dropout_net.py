"""Prints the golden numbers of DropoutNetTest: two towers by PyTorch, in double precision.

Parameter number p begins as sin((0.3 + 0.2 p) (k + 1)) / 2 in place k, row by row; running averages
keep 0 and 1. Run with: python golden_dropout_net.py (PyTorch 2.x)
"""
import torch

torch.set_default_dtype(torch.float64)
LATENT, HIDDEN, OUT = 3, 4, 2
P = torch.tensor([[.5, -1, 2], [1, 0, -1], [0, 0, 0], [-2, 1, .5]])
Q = torch.tensor([[1., 1, 0], [0, 0, 0], [.5, -.5, 1], [2, 0, 1]])
A_U = torch.tensor([[1., 0], [.5, .5], [0, 1], [0, 0]])
A_I = torch.tensor([[0., 1], [1, 0], [.5, .5], [1, 0]])
LABELS = torch.tensor([[1.], [.5], [-1], [0]])
number = 0


def sines(rows, columns):
    global number
    k = torch.arange(1, rows * columns + 1)
    made = (torch.sin((.3 + .2 * number) * k) / 2).reshape(rows, columns)
    number += 1
    return torch.nn.Parameter(made)


class Tower:
    def __init__(self):
        global number
        self.w1, self.b1 = sines(LATENT, HIDDEN), sines(1, HIDDEN)
        self.norm = torch.nn.BatchNorm1d(HIDDEN, eps=1e-3, momentum=.1)
        self.norm.weight = torch.nn.Parameter(sines(1, HIDDEN).detach().flatten())
        self.norm.bias = torch.nn.Parameter(sines(1, HIDDEN).detach().flatten())
        number += 2
        self.w2, self.b2 = sines(HIDDEN, OUT), sines(1, OUT)
        self.attributes = sines(2, HIDDEN)

    def __call__(self, factors, attributes):
        x = factors @ self.w1 + self.b1 + attributes @ self.attributes
        return torch.tanh(self.norm(x)) @ self.w2 + self.b2


users, items = Tower(), Tower()
loss = ((((users(P, A_U) * items(Q, A_I)).sum(1, keepdim=True) - LABELS) ** 2) / 2).mean()
loss.backward()
print("loss", loss.item())
for name, t in (("users", users), ("items", items)):
    print(name, "w1", t.w1.grad.norm().item(), t.w1.grad[1, 2].item())
    print(name, "gain", t.norm.weight.grad.tolist())
    print(name, "attributes", t.attributes.grad.norm().item())
    print(name, "mean", t.norm.running_mean.tolist())
    print(name, "variance", t.norm.running_var.tolist())
    t.norm.eval()
print("scores", (users(P, A_U) @ items(Q, A_I).T).tolist())
