#!/usr/bin/python3
"""Writes tests/Engram.Torch.Tests/Fixtures/torch_distributions.json: densities, moments, draws (seed 5) and their gradients of every
distribution, and values of every transform. Absent where PyTorch has none. Run: /usr/bin/python3 tests/oracles/torch_distributions.py"""
import json, pathlib, torch
import torch.distributions as D
from torch.distributions import transforms as T
from torch.distributions.relaxed_categorical import ExpRelaxedCategorical
from torch.distributions.relaxed_bernoulli import LogitRelaxedBernoulli
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
D.Distribution.set_default_validate_args(False)
def numbers(t): return [v if v == v and abs(v) != float("inf") else str(v) for v in (float(f"{float(x):.15g}") for x in t.detach().double().reshape(-1))]
def either(f):
    try:
        r = f()
        return None if r is None else {"shape": list(r.shape), "values": numbers(r), "grad": r.requires_grad}
    except (NotImplementedError, AttributeError):
        return None
out = {"distributions": {}, "transforms": {}}
def case(name, make, params, value, quantile=(0.1, 0.5, 0.9), skip=()):
    raw = [torch.tensor(p) for p in params]
    d = make(*raw)
    value = torch.tensor(value)
    r = {"params": [{"shape": list(p.shape), "values": numbers(p)} for p in raw], "value": {"shape": list(value.shape), "values": numbers(value)},
         "batch": list(d.batch_shape), "event": list(d.event_shape)}
    for key, f in {"log_prob": lambda: d.log_prob(value), "entropy": d.entropy, "mean": lambda: d.mean, "variance": lambda: d.variance, "stddev": lambda: d.stddev,
                   "mode": lambda: d.mode, "cdf": lambda: d.cdf(value)}.items():
        if key not in skip: r[key] = either(f)
    q = torch.tensor(quantile).reshape(-1, *[1] * len(d.batch_shape)).expand(-1, *d.batch_shape)
    r["icdf"] = either(lambda: d.icdf(q))
    torch.manual_seed(5)
    r["sample"] = either(lambda: d.sample((3,)))
    if d.has_rsample:
        torch.manual_seed(5)
        p = [x.clone().requires_grad_() for x in raw]
        x = make(*p).rsample((3,))
        (x * torch.linspace(-1, 2, x.numel()).reshape(x.shape)).sum().backward()
        r["gradients"] = [None if t.grad is None else numbers(t.grad) for t in p]
    out["distributions"][name] = {k: v for k, v in r.items() if v is not None}
a, b, p3, l3 = [0.5, 1.5, 3.0], [2.0, 0.7, 1.1], [0.2, 0.5, 0.85], [-1.0, 0.3, 2.0]
P, Lg = [[0.2, 0.5, 0.3], [0.6, 0.1, 0.3]], [[-1.0, 0.5, 2.0], [0.0, 0.3, -0.2]]
x3 = [[0.3, 1.2, 2.5], [4.0, 0.05, 0.9]]
case("Normal", D.Normal, [l3, b], x3); case("Cauchy", D.Cauchy, [l3, b], x3); case("Laplace", D.Laplace, [l3, b], x3)
case("Uniform", D.Uniform, [l3, [2.0, 0.7, 5.0]], x3)
case("Exponential", D.Exponential, [a], x3); case("Gamma", D.Gamma, [a, b], x3); case("Chi2", D.Chi2, [[1.5, 3.0, 8.0]], x3)
case("Beta", D.Beta, [a, b], [[0.3, 0.8, 0.5], [0.1, 0.2, 0.9]]); case("Dirichlet", D.Dirichlet, [[[0.5, 2.0, 3.0], [1.2, 0.7, 2.4]]], [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])
case("FisherSnedecor", D.FisherSnedecor, [[3.0, 1.0, 8.0], [6.0, 3.0, 10.0]], x3)
case("Gumbel", D.Gumbel, [l3, b], x3); case("HalfCauchy", D.HalfCauchy, [b], x3); case("HalfNormal", D.HalfNormal, [b], x3); case("LogNormal", D.LogNormal, [l3, b], x3)
case("Pareto", D.Pareto, [[0.02, 0.04, 0.3], [2.5, 1.5, 0.7]], x3); case("Weibull", D.Weibull, [b, [1.5, 2.0, 3.0]], x3)
case("Kumaraswamy", D.Kumaraswamy, [[1.5, 2.0, 3.0], [2.0, 1.7, 1.1]], [[0.3, 0.8, 0.5], [0.1, 0.2, 0.9]], skip=("mode",))  # 1.13's mode is log(1 - b) of b > 1
case("Bernoulli", lambda p: D.Bernoulli(p), [p3], [[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]]); case("Bernoulli logits", lambda l: D.Bernoulli(logits=l), [l3], [[0.0, 1.0, 1.0]])
case("Geometric", lambda p: D.Geometric(p), [p3], [[0.0, 2.0, 5.0]]); case("Geometric logits", lambda l: D.Geometric(logits=l), [l3], [[0.0, 2.0, 5.0]])
n = [5.0, 5.0, 5.0]
case("Binomial", lambda n, p: D.Binomial(n, p), [n, p3], [[0.0, 2.0, 5.0]]); case("Binomial logits", lambda n, l: D.Binomial(n, logits=l), [n, l3], [[0.0, 2.0, 5.0]])
case("NegativeBinomial", lambda n, p: D.NegativeBinomial(n, p), [[2.0, 4.5, 6.0], p3], [[0.0, 2.0, 5.0]]); case("NegativeBinomial logits", lambda n, l: D.NegativeBinomial(n, logits=l), [[2.0, 4.5, 6.0], [-1.0, -0.3, 0.5]], [[0.0, 2.0, 5.0]])
case("Poisson", D.Poisson, [a], [[0.0, 2.0, 5.0]], skip=("entropy", "cdf"))
case("Categorical", lambda p: D.Categorical(p), [P], [2, 0]); case("Categorical logits", lambda l: D.Categorical(logits=l), [Lg], [[2, 0], [1, 1]])
case("OneHotCategorical", lambda p: D.OneHotCategorical(p), [P], [[0.0, 0, 1], [1, 0, 0]]); case("OneHotCategorical logits", lambda l: D.OneHotCategorical(logits=l), [Lg], [[0.0, 0, 1], [1, 0, 0]])
case("Multinomial", lambda p: D.Multinomial(4, p), [P], [[1.0, 2, 1], [4, 0, 0]]); case("Multinomial logits", lambda l: D.Multinomial(4, logits=l), [Lg], [[1.0, 2, 1], [4, 0, 0]])
t = 0.7
case("LogitRelaxedBernoulli", lambda t, p: LogitRelaxedBernoulli(t, p), [t, p3], x3, skip=("mean", "variance")); case("RelaxedBernoulli", lambda t, l: D.RelaxedBernoulli(t, logits=l), [t, l3], [[0.3, 0.8, 0.5]])
case("ExpRelaxedCategorical", lambda t, p: ExpRelaxedCategorical(t, p), [t, P], [[-1.2, -0.9, -1.2], [-0.5, -2.0, -1.4]]); case("RelaxedOneHotCategorical", lambda t, l: D.RelaxedOneHotCategorical(t, logits=l), [t, Lg], [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])
cov = [[2.0, 0.5, 0.1], [0.5, 1.5, -0.2], [0.1, -0.2, 0.8]]
case("MultivariateNormal", D.MultivariateNormal, [[l3, b], cov], [x3[0], x3[1]]); case("MultivariateNormal precision", lambda m, p: D.MultivariateNormal(m, precision_matrix=p), [l3, cov], x3)
case("MultivariateNormal tril", lambda m, c: D.MultivariateNormal(m, scale_tril=c.tril()), [l3, cov], x3)
case("Independent", lambda m, s: D.Independent(D.Normal(m, s), 1), [[l3, b], [b, a]], x3, skip=("icdf",))
case("TransformedDistribution", lambda m, s: D.TransformedDistribution(D.Normal(m, s), [T.AffineTransform(0.5, -2.0), T.SigmoidTransform()]), [l3, b], [[0.3, 0.8, 0.5]])
def transform(name, t, x):
    x = torch.tensor(x); y = t(x)
    out["transforms"][name] = {"x": {"shape": list(x.shape), "values": numbers(x)}, "y": either(lambda: y), "inverse": either(lambda: t.inv(y)), "volume": either(lambda: t.log_abs_det_jacobian(x, y)),
        "bijective": t.bijective, "domain": t.domain.event_dim, "codomain": t.codomain.event_dim}
u = [[0.3, 1.2, 2.5], [4.0, 0.05, 0.9]]; m = [[-0.3, 1.2, 2.5], [0.4, -0.05, -0.9]]
for name, t, x in [("AbsTransform", T.AbsTransform(), m), ("ExpTransform", T.ExpTransform(), m), ("LogTransform", T.ExpTransform().inv, u), ("TanhTransform", T.TanhTransform(), m), ("SoftplusTransform", T.SoftplusTransform(), m),
    ("SigmoidTransform", T.SigmoidTransform(), m), ("SoftmaxTransform", T.SoftmaxTransform(), m), ("PowerTransform", T.PowerTransform(torch.tensor([2.0, 0.5, 3.0])), u), ("AffineTransform", T.AffineTransform(torch.tensor([1.0, 2, 3]), torch.tensor([2.0, -0.5, 3.0])), m),
    ("AffineTransform event", T.AffineTransform(0.5, -2.0, event_dim=1), m), ("ReshapeTransform", T.ReshapeTransform((2, 3), (3, 2)), m), ("IndepdenentTransform", T.IndependentTransform(T.ExpTransform(), 1), m),
    ("ComposeTransform", T.ComposeTransform([T.AffineTransform(0.5, -2.0), T.SigmoidTransform()]), m), ("ComposeTransform events", T.ComposeTransform([T.ExpTransform(), T.ReshapeTransform((2, 3), (6,)), T.AffineTransform(1.0, 2.0)]), m)]:
    transform(name, t, x)
path = pathlib.Path(__file__).parents[1] / "Engram.Torch.Tests/Fixtures/torch_distributions.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(len(out["distributions"]), "distributions,", len(out["transforms"]), "transforms,", path.stat().st_size, "bytes")
