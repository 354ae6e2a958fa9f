#!/usr/bin/python3
"""Writes tests/Engram.Modeling.Tests/Fixtures/codebooks.json: scikit-learn's k-means from a given start, and torch's codes of a cdist.
Points are a fixed wave that needs no generator: x[i, d] = sin(0.37 i + 1.3 d) + 0.5 cos(0.11 i d) (rounded to float32).
Run: /usr/bin/python3 tests/oracles/codebooks.py"""
import json, pathlib, numpy as np, torch
from sklearn.cluster import KMeans
i, d = np.arange(600)[:, None], np.arange(5)[None, :]
x = (np.sin(0.37 * i + 1.3 * d) + 0.5 * np.cos(0.11 * i * d)).astype(np.float32).astype(np.float64)
start = x[:12]
fit = KMeans(12, init=start, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(x)
codes = torch.cdist(torch.tensor(x[300:]), torch.tensor(x[:300])).argmin(1)
out = {"centres": fit.cluster_centers_.tolist(), "labels": fit.labels_.tolist(), "inertia": fit.inertia_, "nearest": codes.tolist()}
p = pathlib.Path(__file__).parents[1] / "Engram.Modeling.Tests/Fixtures/codebooks.json"
p.parent.mkdir(exist_ok=True); p.write_text(json.dumps(out)); print(p.stat().st_size, fit.n_iter_)
