#!/usr/bin/python3
"""Writes tests/Engram.Torch.Tests/Fixtures/torch_operators.json with Debian's python3-torch (the same libtorch, another binding).

Run:  /usr/bin/python3 tests/oracles/torch_operators.py
Each case is one line: the C# function (owner.name) and its arguments, which name the shared inputs or are literals. Python evaluates the
same call, or the expression after '|' where its spelling differs. The file holds every result and the gradient of
sum(result * weights) with respect to the first floating-point argument.
"""
import json, pathlib, torch

torch.set_num_threads(1)
g = torch.Generator().manual_seed(20)
rnd = lambda *s: torch.randn(*s, generator=g, dtype=torch.float64)
uniform = lambda *s: torch.rand(*s, generator=g, dtype=torch.float64) * 0.8 + 0.1
square = rnd(3, 3)
INPUTS = {
    "X": rnd(2, 3), "Y": rnd(2, 3), "P": uniform(2, 3), "Q": uniform(2, 3) + 1.2, "V": rnd(3), "W": rnd(3), "A": square @ square.T + torch.eye(3, dtype=torch.float64),
    "B": rnd(3, 3), "T": rnd(2, 3, 4), "U": rnd(2, 4, 3), "S": uniform(8) * 3, "I": torch.tensor([[2, 0, 1], [1, 1, 0]]), "J": torch.tensor([2, 0]), "N": torch.tensor([3, 7, 12]),
    "O": torch.tensor([5, 2, 9]), "M": torch.tensor([[True, False, True], [False, True, True]]), "C": torch.tensor([1.0, 3.0, 5.0], dtype=torch.float64), "H": torch.randn(3, 3, generator=g, dtype=torch.complex128),
    "R": rnd(3), "L": torch.linalg.cholesky(square @ square.T + torch.eye(3, dtype=torch.float64)), "D": torch.tensor([1, 2, 2, 3, 3, 3, 1]),
}
UNARY_ANY = "abs absolute acos? asin? atan sin cos tan? sinh cosh tanh asinh exp exp2 expm1 neg negative positive square sigmoid sign sgn ceil floor round trunc fix frac erf erfc isnan isinf isfinite isposinf isneginf signbit relu relu6 hardsigmoid hardswish silu log_sigmoid|torch.nn.functional.logsigmoid deg2rad rad2deg nan_to_num sinc"
CASES = []
def add(line): CASES.append(line)
for token in UNARY_ANY.split():
    name, _, python = token.partition("|")
    name = name.rstrip("?")
    if name in ("acos", "asin", "tan"): continue
    add(f"Tensor.{name} X" + (f" | {python}(X)" if python else ""))
for name in "acos asin tan atanh log log2 log10 log1p sqrt rsqrt reciprocal logit digamma lgamma erfinv arccos arcsin arctan arctanh xlogy? i0".split():
    if "?" not in name: add(f"Tensor.{name} P")
add("Tensor.acosh Q"); add("Tensor.arccosh Q")
for name in "add sub mul div maximum minimum fmax fmin atan2 arctan2 hypot copysign logaddexp logaddexp2 eq ne lt le gt ge greater less not_equal heaviside nextafter true_divide dist".split():
    add(f"Tensor.{name} X Y")
for name in "pow float_power xlogy remainder fmod".split(): add(f"Tensor.{name} P Q")
for name in "logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor gcd lcm bitwise_left_shift bitwise_right_shift floor_divide".split(): add(f"Tensor.{name} N O")
add("Tensor.bitwise_not N"); add("Tensor.logical_not M")
for line in """
Tensor.add X 2
Tensor.add X Y 0.5 | X.add(Y, alpha=0.5)
Tensor.add X 2 3 | X.add(2, alpha=3)
Tensor.mul X 2.5
Tensor.div X 2.5
Tensor.pow X 3
Tensor.remainder X 0.7
Tensor.fmod X 0.7
Tensor.lerp X Y P
Tensor.addcmul X Y P 0.5 | X.addcmul(Y, P, value=0.5)
Tensor.addcdiv X Y Q 0.5 | X.addcdiv(Y, Q, value=0.5)
Tensor.clamp X -0.4 0.6
Tensor.clamp_min X -0.4
Tensor.clamp_max X 0.6
Tensor.clip X -0.4 0.6
Tensor.softplus X 2 1.5 | torch.nn.functional.softplus(X, 2, 1.5)
Tensor.hardtanh X -0.4 0.6 | torch.nn.functional.hardtanh(X, -0.4, 0.6)
Tensor.leaky_relu X 0.2 | torch.nn.functional.leaky_relu(X, 0.2)
Tensor.threshold X 0.1 -1 | torch.nn.functional.threshold(X, 0.1, -1)
Tensor.celu X 0.7 | torch.nn.functional.celu(X, 0.7)
Tensor.mvlgamma Q 2
Tensor.polygamma P 1 | torch.polygamma(1, P)
Tensor.where X M Y | torch.where(M, X, Y)
torch.where M X Y
Tensor.masked_fill X M 2.5
Tensor.masked_select X M
Tensor.masked_scatter X M Y
Tensor.sum X
Tensor.sum X [1]
Tensor.sum T [0,2] true
Tensor.mean X
Tensor.mean T [1] true
Tensor.prod X
Tensor.prod X 1
Tensor.std X
Tensor.std X false
Tensor.std T [0,2] false true | T.std([0,2], unbiased=False, keepdim=True)
Tensor.var X
Tensor.var X false
Tensor.var T 1 false true | T.var(1, unbiased=False, keepdim=True)
torch.std_mean X | torch.std_mean(X, unbiased=True)
torch.var_mean X | torch.var_mean(X, unbiased=True)
Tensor.nansum X
Tensor.nanmedian X
Tensor.median X
Tensor.mode D 0
Tensor.kthvalue X 2 1
Tensor.max X
Tensor.max X 1
Tensor.min X 0 true
Tensor.amax T [0,2]
Tensor.amin T [1] true
Tensor.aminmax X
Tensor.argmax X
Tensor.argmax X 1 true
Tensor.argmin X 0
Tensor.all M
Tensor.all M 1 true
Tensor.any M 0
Tensor.norm X
Tensor.norm X 3
Tensor.renorm X 2 0 0.5
Tensor.logsumexp T 1 true
Tensor.softmax X 1
Tensor.log_softmax X 0
Tensor.cumsum X 1
Tensor.cumprod X 0
Tensor.cummax X 1
Tensor.cummin X 1
Tensor.logcumsumexp X 1
Tensor.count_nonzero I
torch.trapezoid X 0.5 1 | torch.trapezoid(X, dx=0.5, dim=1)
torch.trapezoid S
torch.cumulative_trapezoid X 0.5 1 | torch.cumulative_trapezoid(X, dx=0.5, dim=1)
Tensor.diff X 1 0
torch.gradient S 2 [0] 1 | torch.gradient(S, spacing=2, dim=[0], edge_order=1)
Tensor.histc X 4 -2 2
Tensor.unique_consecutive D true true
Tensor.unique D true true true
Tensor.sort X 1 true
Tensor.argsort X 1 true
Tensor.msort X
Tensor.topk X 2 1 false
Tensor.bucketize P C
torch.searchsorted C P
Tensor.isclose X Y 0.5 0.5
Tensor.reshape X [3,2]
Tensor.view X [6]
Tensor.flatten T 1 2
Tensor.unflatten T 2 [2,2]
Tensor.permute T [2,0,1]
Tensor.transpose T 0 2
Tensor.swapaxes T 0 1
Tensor.movedim T [0,1] [2,0]
Tensor.moveaxis T [0,1] [2,0]
Tensor.squeeze X
Tensor.unsqueeze X 1
Tensor.expand V [2,3]
Tensor.repeat V [2,2]
Tensor.repeat_interleave V 2
Tensor.tile X [1,2]
Tensor.flip T [0,2]
Tensor.fliplr X
Tensor.flipud X
Tensor.roll X 1 1
Tensor.rot90 X
Tensor.narrow X 1 1 2
Tensor.select T 1 2
Tensor.diagonal B 1
Tensor.diag V
Tensor.diagflat V
Tensor.diag_embed V
Tensor.tril B -1
Tensor.triu B 1
Tensor.trace B
Tensor.unfold S 0 4 2
Tensor.as_strided S [2,3] [3,1] 1
Tensor.gather X 1 I
Tensor.scatter X 1 I Y
Tensor.scatter_add X 1 I Y
Tensor.index_select T 1 J
Tensor.index_add X 1 J Z2 1 | X.index_add(1, J, Z2, alpha=1)
Tensor.index_copy X 1 J Z2
Tensor.index_fill X 1 J 9.5
Tensor.take X J
Tensor.take_along_dim X I 1
Tensor.chunk T 3 2
Tensor.split T 3 2
Tensor.split T [1,3] 2
Tensor.tensor_split T 3 2
Tensor.tensor_split T [1,2] 2
Tensor.hsplit T 3
Tensor.vsplit T 2
Tensor.dsplit T 2
Tensor.unbind X 1
torch.cat [X,Y] 1
torch.stack [X,Y] 2
torch.hstack [X,Y]
torch.vstack [X,Y]
torch.dstack [X,Y]
torch.column_stack [V,W]
torch.row_stack [V,W]
torch.block_diag [X,B] | torch.block_diag(X, B)
torch.cartesian_prod [V,W] | torch.cartesian_prod(V, W)
torch.combinations V 2
torch.vander V
torch.meshgrid [V,W] | torch.meshgrid(V, W, indexing="ij")
torch.broadcast_to V [2,3]
Tensor.matmul X B
Tensor.mm X B
Tensor.bmm T U
Tensor.mv X V
Tensor.dot V W
Tensor.vdot V W
Tensor.inner X Y
Tensor.outer V W
Tensor.ger V W
Tensor.kron X B
Tensor.tensordot T U [1,2] [2,1] | torch.tensordot(T, U, ([1,2],[2,1]))
Tensor.addmm B A B 0.5 2 | B.addmm(A, B, beta=0.5, alpha=2)
Tensor.addmv V A W 0.5 2 | V.addmv(A, W, beta=0.5, alpha=2)
Tensor.addr B V W 0.5 2 | B.addr(V, W, beta=0.5, alpha=2)
Tensor.addbmm Z3 T U 0.5 2 | Z3.addbmm(T, U, beta=0.5, alpha=2)
Tensor.baddbmm Z4 T U 0.5 2 | Z4.baddbmm(T, U, beta=0.5, alpha=2)
Tensor.matrix_power A 3
Tensor.matrix_exp B
Tensor.logdet A
Tensor.inverse A
Tensor.pinverse X
Tensor.cholesky A
Tensor.cov X
Tensor.corrcoef X
torch.cdist X Y 1.5
linalg.det A
linalg.slogdet A
linalg.inv A
linalg.inv_ex A
linalg.cholesky A
linalg.cholesky_ex A
linalg.eigvalsh A
linalg.svdvals X
linalg.qr B
linalg.solve A B
linalg.solve_triangular L B false | torch.linalg.solve_triangular(L, B, upper=False)
linalg.lstsq Z5 Z6 | torch.linalg.lstsq(Z5, Z6)[0]
linalg.lstsq Z5 Z6 0.5 | torch.linalg.lstsq(Z5, Z6, rcond=0.5)[0]
linalg.matrix_norm B
linalg.matrix_norm T
linalg.matrix_norm B 1 [0,1] true
linalg.vector_norm X 3
linalg.norm X
linalg.matrix_exp B
linalg.matrix_rank A
linalg.pinv X
linalg.multi_dot [X,B,A]
linalg.cond A | torch.linalg.cond(A, None)
linalg.tensorinv Z7 1
linalg.vander V
linalg.vecdot X Y
linalg.cross X Y 1 | torch.linalg.cross(X, Y, dim=1)
linalg.diagonal T
linalg.householder_product B V
linalg.lu_factor A
fft.fft_ X 4 1 | torch.view_as_real(torch.fft.fft(X, 4, 1))
fft.rfft X | torch.view_as_real(torch.fft.rfft(X))
fft.fft2 T | torch.view_as_real(torch.fft.fft2(T))
fft.rfft2 T | torch.view_as_real(torch.fft.rfft2(T))
fft.fftn T | torch.view_as_real(torch.fft.fftn(T))
fft.ihfft X | torch.view_as_real(torch.fft.ihfft(X).resolve_conj())
fft.hfft X
fft.fftshift X
fft.ifftshift X [1]
special.entr P
special.erfcx X
special.erfinv P
special.expit X
special.exp2 X
special.expm1 X
special.gammaln P
special.digamma P
special.psi P
special.i0 X
special.i0e X
special.i1 X
special.i1e X
special.log_softmax X 1
special.logit P
special.ndtr X
special.ndtri P
special.sinc X
special.softmax X 1
special.xlog1py P Q
special.zeta Q P
special.gammainc P Q
special.gammaincc P Q
special.multigammaln Q 2
special.polygamma 1 P
special.bessel_j0 X
special.bessel_j1 X
special.modified_bessel_i0 X
special.chebyshev_polynomial_t X Z8
special.legendre_polynomial_p X Z8
special.hermite_polynomial_h X Z8
special.laguerre_polynomial_l X Z8
torch.view_as_real H
torch.angle H
torch.polar P X | torch.view_as_real(torch.polar(P, X))
torch.complex X Y | torch.view_as_real(torch.complex(X, Y))
torch.einsum "ij,kj->ik" [X,Y] | torch.einsum("ij,kj->ik", X, Y)
torch.logspace 0 2 5 2 | torch.logspace(0, 2, 5, 2)
torch.arange 1 2 0.25
torch.linspace 0 1 5
torch.tril_indices 3 3 -1
torch.triu_indices 3 3 1
torch.bartlett_window 6
torch.blackman_window 6 false
torch.hamming_window 6
torch.hann_window 6
torch.kaiser_window 6
fft.fftfreq 5 0.5
fft.rfftfreq 5 0.5
torch.stft S 4 2 4 Z9 true | torch.view_as_real(torch.stft(S, 4, 2, 4, Z9, True, return_complex=True))
torch.istft ZA 4 2 4 Z9 | torch.istft(ZA, 4, 2, 4, Z9)
""".strip().splitlines():
    add(line)
INPUTS.update({"Z2": rnd(2, 2), "Z3": rnd(3, 3), "Z4": rnd(2, 3, 3), "Z5": rnd(4, 2), "Z6": rnd(4, 1), "Z7": rnd(3, 3), "Z8": torch.tensor([[0.0, 1, 2], [3, 4, 5]], dtype=torch.float64), "Z9": torch.hann_window(4, dtype=torch.float64)})
# Both sides start from the same few digits.
INPUTS = {k: v.round(decimals=5) if v.dtype == torch.float64 else torch.complex(v.real.round(decimals=5), v.imag.round(decimals=5)) if v.is_complex() else v for k, v in INPUTS.items()}
INPUTS["ZA"] = torch.stft(INPUTS["S"], 4, 2, 4, INPUTS["Z9"], return_complex=True)
INPUTS["ZA"] = torch.complex(INPUTS["ZA"].real.round(decimals=5), INPUTS["ZA"].imag.round(decimals=5))

def flat(t):
    t = t.detach()
    t = torch.view_as_real(t.resolve_conj()) if t.is_complex() else t
    return [float("%.10g" % x) if x == x and abs(x) != float("inf") else str(x) for x in t.double().reshape(-1).tolist()]

def argument(token, env):
    if token.startswith("["): return [argument(t, env) for t in token[1:-1].split(",")]
    if token[0] == '"': return token[1:-1]
    if token in ("true", "false"): return token == "true"
    if token in env: return env[token]
    return float(token) if "." in token else int(token)

out = {"version": torch.__version__, "inputs": {k: {"type": str(v.dtype)[6:], "shape": list(v.shape), "values": flat(v)} for k, v in INPUTS.items()}, "cases": []}
for line in CASES:
    call, _, expression = line.partition(" | ")
    name, *tokens = call.split()
    env = {k: v.clone() for k, v in INPUTS.items()}
    names = [n for t in tokens for n in t.strip("[]").split(",") if n in env]
    variable = next((n for n in names if env[n].dtype == torch.float64), None)
    if variable: env[variable].requires_grad_()
    owner, function = name.split(".")
    if expression:
        result = eval(expression, {"torch": torch, **env})
    else:
        arguments = [argument(t, env) for t in tokens]
        places = {"torch": [torch], "linalg": [torch.linalg], "fft": [torch.fft], "special": [torch.special]}.get(owner, [torch.Tensor, torch, torch.nn.functional])
        place = next(p for p in places if hasattr(p, function))
        result = getattr(place, function)(*arguments)
    results = [result] if isinstance(result, torch.Tensor) else [r for r in result]
    case = {"call": call, "results": [{"shape": list(r.shape), "values": flat(r)} for r in results]}
    loss = sum((r * torch.linspace(-1, 1, r.numel(), dtype=torch.float64).reshape(r.shape)).sum() if r.numel() > 1 else r.sum() for r in results if r.dtype == torch.float64 and r.requires_grad)
    if isinstance(loss, torch.Tensor) and name not in ("linalg.lstsq",):
        try:
            loss.backward()
            case["variable"], case["gradient"] = variable, flat(env[variable].grad)
        except (RuntimeError, NotImplementedError):
            pass  # not differentiable
    out["cases"].append(case)

path = pathlib.Path(__file__).parent.parent / "Engram.Torch.Tests/Fixtures/torch_operators.json"
path.write_text(json.dumps(out, separators=(",", ":")).replace('{"call"', '\n{"call"') + "\n")
print(len(out["cases"]), "cases ->", path.name, path.stat().st_size, "bytes")
