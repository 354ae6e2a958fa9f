#!/usr/bin/python3
"""Writes tests/Engram.Torch.Tests/Fixtures/torch_parity.json with Debian's python3-torch (the same libtorch, another binding).

Run:  /usr/bin/python3 tests/oracles/torch_parity.py
Each case names an expression that both sides evaluate on the same inputs; the file holds the inputs, the result and the
gradient of sum(result * weights) with respect to every floating-point input.
"""
import json, pathlib, torch, torch.nn as nn, torch.nn.functional as F

torch.set_num_threads(1)
out = {"version": torch.__version__, "cases": [], "optimisers": [], "initialisation": []}
g = torch.Generator().manual_seed(1)
rnd = lambda *s: torch.randn(*s, generator=g, dtype=torch.float64)

def flat(t): return [float(x) for x in t.detach().double().reshape(-1)]

def case(name, f, *inputs):
    xs = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    y = f(*xs)
    w = torch.linspace(-1, 1, max(1, y.numel()), dtype=torch.float64).reshape(y.shape) if y.numel() > 1 else torch.ones_like(y)
    (y * w).sum().backward()
    out["cases"].append({"name": name, "inputs": [{"shape": list(x.shape), "integer": not x.is_floating_point(), "values": flat(x)} for x in xs],
                         "shape": list(y.shape), "result": flat(y), "gradients": [flat(x.grad) if x.grad is not None else None for x in xs if x.is_floating_point()]})

x = rnd(3, 4)
for f in ["exp","tanh","sigmoid","sin","abs","square","log1p","sqrt","log","erf","expm1","rsqrt","reciprocal"]:
    case(f, getattr(torch, f), x.abs() + 0.5)
for f in ["relu","gelu","silu","softplus","leaky_relu","elu","selu","mish","hardswish","logsigmoid"]:
    case("F." + f, getattr(F, f), x)
case("softmax", lambda a: a.softmax(-1), x)
case("log_softmax", lambda a: a.log_softmax(0), x)
case("sum_dim", lambda a: a.sum([0]), x)
case("mean_keepdim", lambda a: a.mean([1], keepdim=True), x)
case("std", lambda a: a.std([1]), x)
case("var_biased", lambda a: a.var([0], unbiased=False), x)
case("logsumexp", lambda a: a.logsumexp(1), x)
case("cumsum", lambda a: a.cumsum(1), x)
case("amax", lambda a: a.amax([1]), x)
case("norm", lambda a: a.norm(), x)
case("matmul", torch.matmul, rnd(2, 3, 4), rnd(4, 5))
case("bmm", torch.bmm, rnd(2, 3, 4), rnd(2, 4, 5))
case("einsum", lambda a, b: torch.einsum("bij,bjk->bik", a, b), rnd(2, 3, 4), rnd(2, 4, 5))
case("cdist", lambda a, b: torch.cdist(a, b), rnd(3, 4), rnd(5, 4))
case("cat", lambda a, b: torch.cat([a, b], 1), rnd(2, 3), rnd(2, 4))
case("stack", lambda a, b: torch.stack([a, b], 1), rnd(2, 3), rnd(2, 3))
case("where", lambda a, b: torch.where(a > 0, a, b), rnd(3, 3), rnd(3, 3))
case("index_select", lambda a, i: a.index_select(1, i), rnd(2, 5), torch.tensor([4, 0, 0]))
case("gather", lambda a, i: a.gather(1, i), rnd(2, 5), torch.tensor([[4, 0], [1, 1]]))
case("slice", lambda a: a[:, 1:4:2], rnd(3, 6))
case("advanced_index", lambda a, i: a[i], rnd(4, 3), torch.tensor([3, 1, 1]))
case("permute", lambda a: a.permute(2, 0, 1), rnd(2, 3, 4))
case("flip", lambda a: a.flip(1), rnd(2, 3))
case("roll", lambda a: a.roll(1, 1), rnd(2, 3))
case("topk", lambda a: a.topk(2, 1)[0], rnd(3, 5))
case("sort", lambda a: a.sort(1)[0], rnd(3, 5))
case("clamp", lambda a: a.clamp(-0.5, 0.5), x)
case("pow", lambda a: a.pow(3), x)
case("linear", F.linear, rnd(3, 4), rnd(2, 4), rnd(2))
case("layer_norm", lambda a, w, b: F.layer_norm(a, [4], w, b), rnd(3, 4), rnd(4), rnd(4))
case("group_norm", lambda a, w, b: F.group_norm(a, 2, w, b), rnd(2, 4, 3), rnd(4), rnd(4))
case("mse_loss", F.mse_loss, rnd(3, 4), rnd(3, 4))
case("l1_loss", F.l1_loss, rnd(3, 4), rnd(3, 4))
case("cross_entropy", lambda a, t: F.cross_entropy(a, t), rnd(4, 5), torch.tensor([0, 4, 2, 2]))
case("cross_entropy_smooth", lambda a, t: F.cross_entropy(a, t, label_smoothing=0.1), rnd(4, 5), torch.tensor([0, 4, 2, 2]))
case("bce_logits", lambda a, t: F.binary_cross_entropy_with_logits(a, t.sigmoid()), rnd(3, 4), rnd(3, 4))
case("kl_div_log_target", lambda a, b: F.kl_div(a.log_softmax(1), b.log_softmax(1), log_target=True, reduction="mean"), rnd(3, 4), rnd(3, 4))
case("normalize", lambda a: F.normalize(a, dim=1), rnd(3, 4))
case("cosine_similarity", lambda a, b: F.cosine_similarity(a, b, dim=1), rnd(3, 4), rnd(3, 4))
case("pad_constant", lambda a: F.pad(a, [1, 2], value=0.5), rnd(2, 3))
case("pad_reflect", lambda a: F.pad(a, [1, 2], mode="reflect"), rnd(1, 2, 5))
case("attention", lambda q, k, v: (q @ k.transpose(-2, -1) / 2.0).softmax(-1) @ v, rnd(2, 3, 4), rnd(2, 5, 4), rnd(2, 5, 4))
case("attention_causal", lambda q, k, v: (q @ k.transpose(-2, -1) / 2.0).masked_fill(torch.ones(3, 3).triu(1).bool(), float("-inf")).softmax(-1) @ v, rnd(2, 3, 4), rnd(2, 3, 4), rnd(2, 3, 4))
case("svd_values", lambda a: torch.linalg.svd(a)[1], rnd(3, 4))
case("eigvalsh", lambda a: torch.linalg.eigvalsh(a @ a.T), rnd(3, 3))
case("solve", torch.linalg.solve, rnd(3, 3), rnd(3, 2))
case("rfft_power", lambda a: torch.fft.rfft(a).abs().square(), rnd(2, 8))

torch.set_default_dtype(torch.float64)
for name, make in {
    "sgd": lambda p: torch.optim.SGD(p, 0.1),
    "sgd_momentum": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, dampening=0.1, weight_decay=0.01),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True),
    "adam": lambda p: torch.optim.Adam(p, 0.01),
    "adam_options": lambda p: torch.optim.Adam(p, 0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1, amsgrad=True),
    "adam_maximize": lambda p: torch.optim.Adam(p, 0.01, maximize=True),
    "adamw": lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
}.items():
    start = rnd(3, 2)
    p = start.clone().requires_grad_()
    o = make([p])
    path = []
    for step in range(5):
        o.zero_grad()
        (p.sin() * torch.arange(1.0, 7).reshape(3, 2) + p.square()).sum().backward()
        o.step()
        path.append(flat(p))
    out["optimisers"].append({"name": name, "start": flat(start), "path": path})
torch.set_default_dtype(torch.float32)
for name, make in {"linear": lambda: nn.Linear(3, 4), "layer_norm": lambda: nn.LayerNorm(3), "embedding": lambda: nn.Embedding(5, 3)}.items():
    torch.manual_seed(11)
    m = make()
    out["initialisation"].append({"name": name, "state": {k: flat(v) for k, v in m.state_dict().items()}})

path = pathlib.Path(__file__).parent.parent / "Engram.Torch.Tests/Fixtures/torch_parity.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(len(out["cases"]), "cases ->", path.name)
