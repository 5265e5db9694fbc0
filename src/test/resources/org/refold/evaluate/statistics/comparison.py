"""Makes comparison.json: paired statistics by SciPy 1.17, for ComparisonGoldenTest.

    python comparison.py > comparison.json
"""

import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(20230502)


def metric_like(n, step=None):
    """Two models on n users; with a step (a power of 2, so exact) many zeros and ties."""
    base = rng.normal(0.3, 0.25, n)
    other = base + rng.normal(0.02, 0.1, n)
    if step:
        base, other = np.clip(base, 0, 1), np.clip(other, 0, 1)
        base, other = np.round(base / step) * step, np.round(other / step) * step
    return other, base


def effect(d):
    n, dz = len(d), d.mean() / d.std(ddof=1)
    reach = stats.norm.ppf(0.975) * np.sqrt(1 / n + dz**2 / (2 * n))
    return [dz, dz - reach, dz + reach]


def sample(name, x, y, permute):
    t, w = stats.ttest_rel(x, y), stats.wilcoxon(x, y)
    case = {
        "name": name,
        "first": x.tolist(),
        "second": y.tolist(),
        "t": [t.statistic, t.pvalue],
        "wilcoxon": [w.statistic, w.pvalue],
        "effect": effect(x - y),
    }
    if permute:
        p = stats.permutation_test(
            (x, y),
            lambda a, b, axis: np.mean(a - b, axis=axis),
            permutation_type="samples",
            n_resamples=np.inf,
            vectorized=True,
        )
        case["permutation"] = p.pvalue
    return case


def bootstrap(x, y, resamples, seed):
    """SciPy's intervals, and the very rows of users that it drew."""
    d = x - y
    found = {}
    for method in ["percentile", "BCa"]:
        result = stats.bootstrap(
            (d,), np.mean, n_resamples=resamples, method=method, rng=np.random.default_rng(seed)
        )
        found[method] = list(result.confidence_interval)
    rows = np.random.default_rng(seed).integers(0, len(d), (resamples, len(d)))
    assert np.allclose(d[rows].mean(axis=1), result.bootstrap_distribution, rtol=0, atol=1e-15)
    return {"differences": d.tolist(), "rows": rows.tolist(), **found}


def holm(p):
    """By its definition: the largest, over all smaller ones, of (how many are not smaller) * p."""
    adjusted = []
    for pi in p:
        adjusted.append(min(1, max(pj * sum(pk >= pj for pk in p) for pj in p if pj <= pi)))
    return adjusted


def variation(values):
    v = np.array(values)
    low, high = stats.t.interval(0.95, len(v) - 1, loc=v.mean(), scale=stats.sem(v))
    return {"values": values, "mean": v.mean(), "sd": v.std(ddof=1), "interval": [low, high]}


small, tied = metric_like(9), metric_like(16, step=1 / 16)
p = [0.04, 0.001, 0.2, 0.013, 0.9, 0.0004, 0.03, 0.6, 0.012]
print(
    json.dumps(
        {
            "samples": [
                sample("nine users", *small, permute=True),
                sample("sixteen with ties and zeros", *tied, permute=True),
                sample("fifty, exact ranks", *metric_like(50), permute=False),
                sample("fifty-one, normal ranks", *metric_like(51), permute=False),
                sample("four hundred with ties", *metric_like(400, step=1 / 16), permute=False),
            ],
            "bootstrap": [bootstrap(*small, 99, 1), bootstrap(*tied, 100, 2)],
            "p": p,
            "holm": holm(p),
            "bh": stats.false_discovery_control(p, method="bh").tolist(),
            "variation": variation([0.412, 0.405, 0.42, 0.409, 0.4115]),
        },
        indent=None,
    )
)
