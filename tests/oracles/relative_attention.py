#!/usr/bin/python3
"""Attention with learned distances (Shaw et al. 2018) by its formula with loops, and linear attention by its formula, in torch.

Writes tests/Engram.Modeling.Tests/Fixtures/relative_attention.json.
Run:  /usr/bin/python3 tests/oracles/relative_attention.py
"""
import json, math, pathlib
import torch

out = pathlib.Path(__file__).resolve().parents[1] / "Engram.Modeling.Tests/Fixtures/relative_attention.json"


def wave(shape, step):
    n = math.prod(shape)
    return torch.sin(torch.arange(n, dtype=torch.float64) * 0.7 * step + 0.1 * step).reshape(shape)


heads, tokens, width, length = 2, 5, 3, 7
q, k, v = (wave((1, heads, tokens, width), s) for s in (1, 2, 3))
table = wave((2 * length - 1, width), 4)

scores = torch.empty(1, heads, tokens, tokens, dtype=torch.float64)
for h in range(heads):
    for i in range(tokens):
        for j in range(tokens):
            scores[0, h, i, j] = (q[0, h, i] @ k[0, h, j] + q[0, h, i] @ table[i - j + length - 1]) / math.sqrt(width)
relative = torch.softmax(scores, -1) @ v

# queries are normalised over features, keys over tokens; then keys meet values first
linear = (torch.softmax(q, -1) / math.sqrt(width)) @ (torch.softmax(k, -2).transpose(-1, -2) @ v)

out.write_text(json.dumps({"relative": relative.flatten().tolist(), "linear": linear.flatten().tolist()}) + "\n")
