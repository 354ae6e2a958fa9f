#!/usr/bin/python3
"""Writes tests/Engram.Torch.Tests/Fixtures/torch_optimisers.json: where 20 steps of every optimiser lead. Two parameters; the second
has no gradient in every third step. Run: /usr/bin/python3 tests/oracles/torch_optimisers.py"""
import json, pathlib, torch
from torch import optim
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
class NAdam(optim.Optimizer):
    """By Dozat's formula, as torch 2 has it: 1.13 multiplies the product of the momenta by this step's momentum once too often."""
    def __init__(self, p, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decay=0.004):
        super().__init__(p, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, decay=decay))
    def step(self, closure):
        closure()
        with torch.no_grad():
            for group in self.param_groups:
                (b1, b2), lr = group["betas"], group["lr"]
                for p in group["params"]:
                    if p.grad is None:
                        continue
                    s = self.state[p]
                    t = s["t"] = s.get("t", 0) + 1
                    g = p.grad + group["weight_decay"] * p
                    mu, after = (b1 * (1 - 0.5 * 0.96 ** (k * group["decay"])) for k in (t, t + 1))
                    s["mu"] = s.get("mu", 1.0) * mu
                    s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
                    s["v"] = b2 * s.get("v", 0) + (1 - b2) * g * g
                    p -= lr * (after * s["m"] / (1 - s["mu"] * after) + (1 - mu) * g / (1 - s["mu"])) / ((s["v"] / (1 - b2 ** t)).sqrt() + group["eps"])
SHOWN = {1, 2, 3, 5, 10, 20}
cases = {
    "Adadelta": lambda p: optim.Adadelta(p, 0.5), "Adadelta options": lambda p: optim.Adadelta(p, 0.5, 0.8, 1e-5, 0.1, maximize=True),
    "Adagrad": lambda p: optim.Adagrad(p, 0.1), "Adagrad options": lambda p: optim.Adagrad(p, 0.1, 0.05, 0.1, 0.2, 1e-6),
    "Adam": lambda p: optim.Adam(p, 0.01), "Adam options": lambda p: optim.Adam(p, 0.01, (0.8, 0.95), 1e-6, 0.1, amsgrad=True, maximize=True),
    "AdamW": lambda p: optim.AdamW(p, 0.01, weight_decay=0), "AdamW options": lambda p: optim.AdamW(p, 0.01, (0.8, 0.95), 1e-6, 0.1, amsgrad=True, maximize=True),
    "Adamax": lambda p: optim.Adamax(p, 0.02), "Adamax options": lambda p: optim.Adamax(p, 0.02, (0.8, 0.95), 1e-6, 0.1),
    "ASGD": lambda p: optim.ASGD(p, 0.05), "ASGD options": lambda p: optim.ASGD(p, 0.05, 0.01, 0.6, 4, 0.1),
    "NAdam": lambda p: NAdam(p, 0.02), "NAdam options": lambda p: NAdam(p, 0.02, (0.8, 0.95), 1e-6, 0.1, 0.01),
    "RAdam": lambda p: optim.RAdam(p, 0.02), "RAdam options": lambda p: optim.RAdam(p, 0.02, (0.8, 0.9), 1e-6, 0.1),
    "RMSProp": lambda p: optim.RMSprop(p, 0.01), "RMSProp options": lambda p: optim.RMSprop(p, 0.01, 0.9, 1e-6, 0.1, 0.7, True, maximize=True),
    "Rprop": lambda p: optim.Rprop(p, 0.02), "Rprop options": lambda p: optim.Rprop(p, 0.02, (0.4, 1.5), (1e-3, 0.1)),
    "SGD": lambda p: optim.SGD(p, 0.05), "SGD options": lambda p: optim.SGD(p, 0.002, 0.6, 0.1, 0.1, maximize=True), "SGD nesterov": lambda p: optim.SGD(p, 0.05, 0.9, nesterov=True),
    "LBFGS": lambda p: optim.LBFGS(p, 0.1, max_iter=4, tolerance_grad=1e-5), "LBFGS options": lambda p: optim.LBFGS(p, 0.5, 6, 5, 1e-5, 1e-9, 3),
}
grouped = {
    "Adadelta": lambda a, b: optim.Adadelta([{"params": a, "lr": 0.3, "rho": 0.7}, {"params": b}], 0.5), "Adagrad": lambda a, b: optim.Adagrad([{"params": a, "lr": 0.3}, {"params": b}], 0.1),
    "Adam": lambda a, b: optim.Adam([{"params": a, "lr": 0.3, "betas": (0.7, 0.8)}, {"params": b}], 0.01), "AdamW": lambda a, b: optim.AdamW([{"params": a, "lr": 0.3}, {"params": b}], 0.01, weight_decay=0.1),
    "Adamax": lambda a, b: optim.Adamax([{"params": a, "lr": 0.3}, {"params": b}], 0.01), "ASGD": lambda a, b: optim.ASGD([{"params": a, "lr": 0.02, "lambd": 0.1}, {"params": b}], 0.1),
    "NAdam": lambda a, b: NAdam([{"params": a, "lr": 0.3}, {"params": b}], 0.01), "RAdam": lambda a, b: optim.RAdam([{"params": a, "lr": 0.3}, {"params": b}], 0.01),
    "RMSProp": lambda a, b: optim.RMSprop([{"params": a, "lr": 0.03, "momentum": 0.5}, {"params": b}], 0.01), "Rprop": lambda a, b: optim.Rprop([{"params": a, "lr": 0.3}, {"params": b}], 0.01),
    "SGD": lambda a, b: optim.SGD([{"params": a, "lr": 0.03, "momentum": 0.5}, {"params": b}], 0.01),
}
def run(make):
    a = torch.linspace(-1, 1.5, 6).reshape(3, 2).requires_grad_()
    b = torch.linspace(2, -1, 4).requires_grad_()
    o = make(a, b)
    step = 0
    def loss():
        o.zero_grad(set_to_none=True)
        value = (a.sin() * torch.arange(1.0, 7).reshape(3, 2)).sum() + a.square().sum() * 1.5
        if step % 3:
            value = value + (b * a.sum()).cos().sum() + b.pow(4).sum() * 0.1
        value.backward()
        return value
    path = []
    for step in range(1, 21):
        o.step(loss)
        if step in SHOWN:
            path.append([float(f"{v:.15g}") for t in (a, b) for v in t.detach().reshape(-1)])
    return path
out = {name: run(lambda a, b: make([a, b])) for name, make in cases.items()}
out |= {name + " groups": run(make) for name, make in grouped.items()}
path = pathlib.Path(__file__).parents[1] / "Engram.Torch.Tests/Fixtures/torch_optimisers.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(len(out), "cases,", path.stat().st_size, "bytes")
