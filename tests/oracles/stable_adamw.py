#!/usr/bin/python3
"""Writes tests/Engram.Modeling.Tests/Fixtures/stable-adamw.json: parameters after updates by the formula of Wortsman et al. 2023 in numpy.
Gradients are waves; the third is fifty times larger, so that the clipping acts. Run: /usr/bin/python3 tests/oracles/stable_adamw.py"""
import json, pathlib
import numpy as np

lr, b1, b2, eps, decay = 0.01, 0.92, 0.999, 1e-9, 0.01
shapes = [(3, 4), (5,)]
theta = [0.5 * np.sin(np.arange(np.prod(s)) * 0.7 + k).reshape(s) for k, s in enumerate(shapes)]
m, v, out = [np.zeros(s) for s in shapes], [np.zeros(s) for s in shapes], []
for t in range(1, 6):
    for k, s in enumerate(shapes):
        g = np.cos(np.arange(np.prod(s)) * 1.3 + t + k).reshape(s) * (50 if t == 3 else 1)
        m[k] = b1 * m[k] + (1 - b1) * g
        v[k] = b2 * v[k] + (1 - b2) * g * g
        mh, vh = m[k] / (1 - b1 ** t), v[k] / (1 - b2 ** t)
        rms = np.sqrt(np.mean(g * g / np.maximum(vh, eps * eps)))
        eta = lr / max(1.0, rms)
        theta[k] = (1 - eta * decay) * theta[k] - eta * mh / (np.sqrt(vh) + eps)
    out.append([p.ravel().tolist() for p in theta])
path = pathlib.Path(__file__).parents[1] / "Engram.Modeling.Tests/Fixtures/stable-adamw.json"
path.write_text(json.dumps(out))
print(path.stat().st_size)
