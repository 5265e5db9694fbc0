"""Prints what BERT4Rec and SelfAttentive make of histories, by PyTorch's own layers in double.

Parameters are sin(k) / 2, numbered through all of them in their order, row by row. No dropout.
Run with: python golden_attention.py (PyTorch 2.x)
"""
import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def filled(shapes):
    made, number = {}, 0
    for name, rows, columns in shapes:
        k = torch.arange(number + 1, number + rows * columns + 1)
        made[name] = (0.5 * torch.sin(k.double())).reshape(rows, columns)
        number += rows * columns
    return made


def dense(name, rows, columns):
    return [(name, rows, columns), (name + " bias", 1, columns)]


def attention_shapes(name, d):
    return [s for part in ("query", "key", "value", "output") for s in dense(f"{name} {part}", d, d)]


def set_attention(layer, w, name):
    parts = [f"{name} {part}" for part in ("query", "key", "value")]
    layer.in_proj_weight.copy_(torch.cat([w[p].T for p in parts]))
    layer.in_proj_bias.copy_(torch.cat([w[p + " bias"][0] for p in parts]))
    layer.out_proj.weight.copy_(w[name + " output"].T)
    layer.out_proj.bias.copy_(w[name + " output bias"][0])


def show(label, numbers):
    print(label, ", ".join(f"{v:.7f}" for v in numbers.flatten()))


@torch.no_grad()
def bert4rec(items=9, d=4, length=8, blocks=2, heads=2):
    shapes = [("items", items, d), ("mask", 1, d), ("positions", length, d)]
    shapes += [("input gain", 1, d), ("input shift", 1, d)]
    for k in range(1, blocks + 1):
        shapes += [(f"{k} gain 1", 1, d), (f"{k} shift 1", 1, d)] + attention_shapes(str(k), d)
        shapes += [(f"{k} gain 2", 1, d), (f"{k} shift 2", 1, d)]
        shapes += dense(f"{k} ff 1", d, 4 * d) + dense(f"{k} ff 2", 4 * d, d)
    shapes += dense("head", d, d) + [("last gain", 1, d), ("last shift", 1, d), ("bias", 1, items)]
    w = filled(shapes)
    stack = []
    for k in range(1, blocks + 1):
        layer = nn.TransformerEncoderLayer(
            d, heads, 4 * d, 0, lambda x: F.gelu(x, approximate="tanh"), 1e-12, batch_first=True)
        set_attention(layer.self_attn, w, str(k))
        for norm, n in ((layer.norm1, 1), (layer.norm2, 2)):
            norm.weight.copy_(w[f"{k} gain {n}"][0])
            norm.bias.copy_(w[f"{k} shift {n}"][0])
        for linear, n in ((layer.linear1, 1), (layer.linear2, 2)):
            linear.weight.copy_(w[f"{k} ff {n}"].T)
            linear.bias.copy_(w[f"{k} ff {n} bias"][0])
        stack.append(layer)

    def norm(x, name):
        return F.layer_norm(x, (d,), w[name + " gain"][0], w[name + " shift"][0], 1e-12)

    def states(ids):  # the last g of a sequence whose masks have the number of items
        table = torch.cat([w["items"], w["mask"]])
        h = norm(table[ids] + w["positions"][length - len(ids):], "input")[None]
        for layer in stack:
            h = layer(h)
        g = F.gelu(h[0, -1] @ w["head"] + w["head bias"][0], approximate="tanh")
        return norm(g, "last")

    for history in ([0, 2, 3, 6, 1], [4]):
        show(f"bert4rec {history}", states(history + [items]))
    losses = []
    for history in ([0, 2, 3, 6, 1], [1], [4, 4, 2, 7, 8, 5]):  # the last item is hidden
        logits = w["items"] @ states(history[:-1] + [items]) + w["bias"][0]
        losses.append(-torch.log_softmax(logits, 0)[history[-1]])
    show("bert4rec loss", torch.stack(losses).mean())


@torch.no_grad()
def self_attentive(causal, items=7, d=4, hidden=6, heads=2, length=5):
    shapes = [("items", items, d)] + ([("positions", length, d)] if causal else [])
    shapes += attention_shapes("a", d) + dense("hidden", d, hidden)
    w = filled(shapes + [("output", items, hidden), ("output bias", 1, items)])
    attention = nn.MultiheadAttention(d, heads, batch_first=True)
    set_attention(attention, w, "a")

    def hidden_states(ids):  # of all places, or of their mean
        e = w["items"][ids] + (w["positions"][length - len(ids):] if causal else 0)
        unseen = torch.ones(len(ids), len(ids)).triu(1).bool() if causal else None
        seen = attention(e[None], e[None], e[None], attn_mask=unseen)[0][0]
        return torch.relu((seen if causal else seen.mean(0)[None]) @ w["hidden"] + w["hidden bias"])

    name = "causal" if causal else "bidirectional"
    show(f"self-attentive {name} [3, 1, 2]", hidden_states([3, 1, 2])[-1])
    losses = []
    for history in ([0, 2, 3, 6, 1], [4, 4, 2]):
        for place in range(len(history) - 1):
            h = hidden_states(history[: place + 1] if not causal else history[:-1])
            logits = w["output"] @ h[place if causal else 0] + w["output bias"][0]
            losses.append(-torch.log_softmax(logits, 0)[history[place + 1]])
    show(f"self-attentive {name} losses", torch.stack(losses))
    show(f"self-attentive {name} mean", torch.stack(losses).mean())


if __name__ == "__main__":
    bert4rec()
    self_attentive(causal=False)
    self_attentive(causal=True)
