#!/usr/bin/python3
"""Writes tests/Engram.Modeling.Tests/Fixtures/losses.json: losses on fixed waves by the papers' formulas, one pair at a time where they
have sums, or by torch's own functions. Run: /usr/bin/python3 tests/oracles/modeling_losses.py"""
import json, math, pathlib, torch, torch.nn.functional as F
torch.set_default_dtype(torch.float64)

def wave(shape, k):
    return (torch.linspace(-1, 1, math.prod(shape)) * (3 + k)).sin().reshape(shape) * 0.5

out = {}
a, b, tau = wave((4, 6), 1), wave((4, 6), 5), 0.5
cos = lambda x, y: float(x @ y / (x.norm() * y.norm()))
def nce(x, y):
    return -sum(math.log(math.exp(cos(x[i], y[i]) / tau) / sum(math.exp(cos(x[i], y[j]) / tau) for j in range(4))) for i in range(4)) / 4
out["info_nce"] = (nce(a, b) + nce(b, a)) / 2
v = list(a) + list(b)
out["nt_xent"] = -sum(math.log(math.exp(cos(v[i], v[(i + 4) % 8]) / tau) / sum(math.exp(cos(v[i], v[j]) / tau) for j in range(8) if j != i)) for i in range(8)) / 8
labels, total, n = [1, 0, 1, 2], 0.0, 0
for i in range(4):
    p = [j for j in range(4) if j != i and labels[j] == labels[i]]
    if p:
        z = sum(math.exp(cos(a[i], a[j]) / tau) for j in range(4) if j != i)
        total -= sum(math.log(math.exp(cos(a[i], a[j]) / tau) / z) for j in p) / len(p)
        n += 1
out["supervised_contrastive"] = total / n
out["sigmoid_contrastive"] = -sum(math.log(1 / (1 + math.exp(-(1 if i == j else -1) * (10 * cos(a[i], b[j]) - 10)))) for i in range(4) for j in range(4)) / 4
c, d = wave((4, 6), 2), wave((4, 6), 3)
out["byol"] = sum(2 - 2 * cos(a[i], d[i]) + 2 - 2 * cos(b[i], c[i]) for i in range(4)) / 8
mean, log_variance, prior_mean, prior_log = wave((4, 3), 1), wave((4, 3), 2), wave((4, 3), 3), wave((4, 3), 4)
normal = lambda m, l: torch.distributions.Normal(m, (l / 2).exp())
out["divergence"] = float(torch.distributions.kl_divergence(normal(mean, log_variance), normal(torch.zeros(4, 3), torch.zeros(4, 3))).sum())
out["divergence of two"] = float(torch.distributions.kl_divergence(normal(mean, log_variance), normal(prior_mean, prior_log)).sum())
logits, codes = wave((2, 5, 6), 1), torch.arange(10).mul(5).remainder(6).reshape(2, 5)
mask = torch.arange(10).remainder(3).eq(0).reshape(2, 5)
out["code_prediction"] = float(F.cross_entropy(logits[mask], codes[mask], label_smoothing=0.1))
p, t = wave((2, 5, 6), 1) * 4, wave((2, 5, 6), 4)
out["squared"] = float(F.mse_loss(p[mask], t[mask]))
out["absolute"] = float(F.l1_loss(p[mask], t[mask]))
out["huber"] = float(F.huber_loss(p[mask], t[mask]))
norm = (t - t.mean(-1, keepdim=True)) / (t.var(-1, keepdim=True) + 1e-6).sqrt()
out["squared normalised"] = float(F.mse_loss(p[mask], norm[mask]))
w = wave((6, 1), 2)
real, made, mix = wave((4, 6), 1), wave((4, 6), 3), torch.tensor([0.1, 0.4, 0.7, 0.9])
between = (mix[:, None] * real + (1 - mix[:, None]) * made).requires_grad_()
(gradient,) = torch.autograd.grad(torch.tanh(between @ w).sum(), between)
out["gradient_penalty"] = float(((gradient.norm(dim=1) - 1) ** 2).mean())
out["critic"] = float(torch.tanh(made @ w).mean() - torch.tanh(real @ w).mean()) + 10 * out["gradient_penalty"]
features = wave((9, 4), 6) * torch.tensor([1.0, 2.0, 0.5, 3.0])
s = torch.linalg.svdvals(features - features.mean(0))
q = s / s.sum()
out["effective_rank"] = float((-(q * q.log()).sum()).exp())
pathlib.Path(__file__).parents[1].joinpath("Engram.Modeling.Tests/Fixtures/losses.json").write_text(json.dumps(out, indent=0) + "\n")
print(out)
