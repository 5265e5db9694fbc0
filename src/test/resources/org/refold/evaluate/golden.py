"""Writes golden.txt: random scores with many ties, and metrics of them by slow numpy, user by user.

usage: python golden.py [FOLDER]     FOLDER: with a module common.py whose metrics() must agree
"""
import sys
import numpy as np

rng = np.random.default_rng(20180423)
users, items = 40, 150
scores = rng.integers(0, 60, (users, items))
sizes_in, sizes_out = rng.integers(0, 40, users), rng.integers(0, 45, users)
sizes_out[[3, 17]] = 0
rows_in, rows_out, ratings = [], [], []
for u in range(users):
    mixed = rng.permutation(items)
    rows_in.append(sorted(mixed[: sizes_in[u]]))
    rows_out.append(sorted(mixed[sizes_in[u] : sizes_in[u] + sizes_out[u]]))
    ratings.append(rng.integers(1, 6, sizes_out[u]))
held = [u for u in range(users) if len(rows_out[u])]


def ranking(u):
    s = scores[u].astype(float)
    left = [i for i in np.argsort(-s, kind="stable") if i not in set(rows_in[u])]
    return np.array(left)


def mean(of_user):
    return float(np.mean([of_user(u) for u in held]))


def gains(u):
    return np.isin(ranking(u), rows_out[u]).astype(float)


def rated(u, f):
    worth = {i: f(r) for i, r in zip(rows_out[u], ratings[u])}
    return np.array([worth.get(i, 0.0) for i in ranking(u)]), sorted(worth.values(), reverse=True)


def dcg(g):
    return float((g / np.log2(np.arange(len(g)) + 2)).sum())


def auc(u):
    s, h = scores[u].astype(float), set(rows_out[u])
    pos = [s[i] for i in ranking(u) if i in h]
    neg = [s[i] for i in ranking(u) if i not in h]
    return np.mean([(p > n) + 0.5 * (p == n) for p in pos for n in neg])


def ap(u, k, divide):
    g = gains(u)[:k]
    return float((np.cumsum(g) / np.arange(1, len(g) + 1) * g).sum()) / divide(len(rows_out[u]), k)


def first(u, k):
    at = np.flatnonzero(gains(u)[:k])
    return 1.0 / (at[0] + 1) if len(at) else 0.0


def graded(u, k, f):
    g, best = rated(u, f)
    return dcg(g[:k]) / dcg(np.array(best[:k]))


popular = np.bincount(np.concatenate(rows_in).astype(int), minlength=items)
active = sum(len(r) > 0 for r in rows_in)
listed = np.bincount(np.concatenate([ranking(u)[:5] for u in held]), minlength=items)
by_count = np.sort(listed)
member = np.zeros((items, users))
for u in range(users):
    member[rows_in[u], u] = 1
norm = np.linalg.norm(member, axis=1, keepdims=True)
unit = np.divide(member, norm, out=np.zeros_like(member), where=norm > 0)


def spread(u, k):
    top = ranking(u)[:k]
    return float(np.mean([1 - unit[a] @ unit[b] for x, a in enumerate(top) for b in top[:x]]))


T = lambda u: len(rows_out[u])
expected = {
    "recall@20": mean(lambda u: gains(u)[:20].sum() / min(20, T(u))),
    "recall@50": mean(lambda u: gains(u)[:50].sum() / min(50, T(u))),
    "recall@20(denominator=relevant)": mean(lambda u: gains(u)[:20].sum() / T(u)),
    "precision@10": mean(lambda u: gains(u)[:10].sum() / 10),
    "f1@10": mean(lambda u: 2 * gains(u)[:10].sum() / (10 + T(u))),
    "hr@1": mean(lambda u: gains(u)[:1].any()),
    "mrr@10": mean(lambda u: first(u, 10)),
    "map@10": mean(lambda u: ap(u, 10, min)),
    "map@10(denominator=relevant)": mean(lambda u: ap(u, 10, lambda t, k: t)),
    "ndcg@100": mean(lambda u: dcg(gains(u)[:100]) / dcg(np.ones(min(100, T(u))))),
    "ndcg@10": mean(lambda u: dcg(gains(u)[:10]) / dcg(np.ones(min(10, T(u))))),
    "ndcg@10(ideal=fixed)": mean(lambda u: dcg(gains(u)[:10]) / dcg(np.ones(10))),
    "ndcg@10(ideal=full)": mean(lambda u: dcg(gains(u)[:10]) / dcg(np.ones(T(u)))),
    "ndcg@10(gain=value)": mean(lambda u: graded(u, 10, float)),
    "ndcg@10(gain=exponential)": mean(lambda u: graded(u, 10, lambda r: 2.0**r - 1)),
    "auc": mean(auc),
    "coverage@5": float(np.mean(listed > 0)),
    "gini@5": float(
        ((2 * np.arange(1, items + 1) - items - 1) * by_count).sum() / (items * by_count.sum())
    ),
    "novelty@10": mean(
        lambda u: -np.log2(np.maximum(popular[ranking(u)[:10]], 1) / active).mean()
    ),
    "popularity@10": mean(lambda u: (popular[ranking(u)[:10]] / active).mean()),
    "diversity@10": mean(lambda u: spread(u, 10)),
}
if len(sys.argv) > 1:
    import scipy.sparse as sp

    sys.path.insert(0, sys.argv[1])
    from common import metrics

    matrix = lambda rows: sp.csr_matrix(np.array([np.isin(np.arange(items), r) * 1.0 for r in rows]))
    other = metrics(scores, matrix(rows_in), matrix(rows_out))
    for name in ("recall@20", "recall@50", "ndcg@100"):
        assert abs(other[name] - expected[name]) < 1e-12, (name, other[name], expected[name])
    print("agrees with common.py:", other)

text = lambda row: " ".join(str(int(x)) for x in row)
with open("golden.txt", "w") as out:
    for u in range(users):
        for row in (scores[u], rows_in[u], rows_out[u], ratings[u]):
            print(text(row), file=out)
    for name, value in expected.items():
        print(name, repr(value), file=out)
