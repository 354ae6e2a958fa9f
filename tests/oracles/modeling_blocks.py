#!/usr/bin/python3
"""Writes tests/Engram.Modeling.Tests/Fixtures/blocks.json: values and input gradients of blocks with weights by formula, from torch's own
modules where torch has them, else from the papers' formulas in plain torch. Run: /usr/bin/python3 tests/oracles/modeling_blocks.py"""
import json, math, pathlib, torch, torch.nn as nn, torch.nn.functional as F
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

def wave(shape, k):
    n = math.prod(shape)
    return (torch.linspace(-1, 1, n) * (3 + k)).sin().reshape(shape) * 0.5

def fill(module):
    """The k-th parameter is wave(shape, k), plus 1 for norm gains."""
    with torch.no_grad():
        for k, (name, p) in enumerate(module.named_parameters()):
            p.copy_(wave(p.shape, k) + (1 if "norm" in name and name.endswith("weight") else 0))
    return module.eval()

out = {}
def case(name, f, shape, weights=None):
    x = wave(shape, 7).requires_grad_()
    y = f(x)
    (y * wave(y.shape, 2)).sum().backward()
    out[name] = {"input": list(shape), "shape": list(y.shape), "result": y.detach().reshape(-1).tolist(), "gradient": x.grad.reshape(-1).tolist()}
    if weights is not None:
        out[name]["parameters"] = {n: list(p.shape) for n, p in weights.named_parameters()}

mask = torch.tensor([[False] * 4 + [True], [False] * 5])
for norm_first in (True, False):
    for activation in ("relu", "gelu"):
        m = fill(nn.TransformerEncoderLayer(6, 2, 10, 0.0, activation, batch_first=True, norm_first=norm_first).train())
        m.train()
        case(f"block {'pre' if norm_first else 'post'} {activation}", lambda x: m(x), (2, 5, 6), m)
        case(f"block {'pre' if norm_first else 'post'} {activation} padded", lambda x: m(x, src_key_padding_mask=mask)[:, :4], (2, 5, 6), m)
attention = fill(nn.MultiheadAttention(6, 3, batch_first=True)).train()
case("attention weights", lambda x: attention(x, x, x, average_attn_weights=False)[1], (2, 4, 6), attention)
case("cross attention", lambda x: attention(x, wave((2, 3, 6), 4), wave((2, 3, 6), 4))[0], (2, 4, 6), attention)

g = 1 + wave((6,), 0)
case("rms norm", lambda x: x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + 1e-6) * g, (2, 3, 6))
w1, b1, w2, b2 = wave((8, 6), 0), wave((8,), 1), wave((6, 4), 2), wave((6,), 3)
for name, act in (("geglu", F.gelu), ("swiglu", F.silu)):
    def gated(x, act=act):
        h = x @ w1.T + b1
        return (h[..., :4] * act(h[..., 4:])) @ w2.T + b2
    case(name, gated, (2, 3, 6))

class Eeg(nn.Module):
    def __init__(self):
        super().__init__()
        self.temporal = nn.Conv2d(1, 3, (1, 4), padding="same", bias=False)
        self.temporal_norm = nn.BatchNorm2d(3)
        self.spatial = nn.Conv2d(3, 6, (5, 1), groups=3, bias=False)
        self.spatial_norm = nn.BatchNorm2d(6)
        self.depthwise = nn.Conv2d(6, 6, (1, 3), padding="same", groups=6, bias=False)
        self.pointwise = nn.Conv2d(6, 4, 1, bias=False)
        self.separable_norm = nn.BatchNorm2d(4)
    def forward(self, x):
        x = self.temporal_norm(self.temporal(x[:, None]))
        x = F.avg_pool2d(F.elu(self.spatial_norm(self.spatial(x))), (1, 2))
        x = F.avg_pool2d(F.elu(self.separable_norm(self.pointwise(self.depthwise(x)))), (1, 4))
        return x[:, :, 0]
eeg = fill(Eeg())
case("eegnet", eeg, (2, 5, 16), eeg)

class Res(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv1d(2, 3, 5, 2, 2, bias=False); self.stem_norm = nn.BatchNorm1d(3)
        self.a1 = nn.Conv1d(3, 3, 3, 1, 1, bias=False); self.an1 = nn.BatchNorm1d(3)
        self.a2 = nn.Conv1d(3, 3, 3, 1, 1, bias=False); self.an2 = nn.BatchNorm1d(3)
        self.b1 = nn.Conv1d(3, 4, 3, 2, 1, bias=False); self.bn1 = nn.BatchNorm1d(4)
        self.b2 = nn.Conv1d(4, 4, 3, 1, 1, bias=False); self.bn2 = nn.BatchNorm1d(4)
        self.bs = nn.Conv1d(3, 4, 1, 2, bias=False); self.bsn = nn.BatchNorm1d(4)
    def forward(self, x):
        x = F.relu(self.stem_norm(self.stem(x)))
        x = F.relu(self.an2(self.a2(F.relu(self.an1(self.a1(x))))) + x)
        return F.relu(self.bn2(self.b2(F.relu(self.bn1(self.b1(x))))) + self.bsn(self.bs(x)))
res = Res()
with torch.no_grad():
    for k, (name, p) in enumerate(res.named_parameters()):
        p.copy_(wave(p.shape, k) + (1 if p.dim() == 1 and name.endswith("weight") else 0))
case("resnet", res.eval(), (2, 2, 16), res)

lstm = fill(nn.LSTM(3, 4, 2, batch_first=True, bidirectional=True))
case("lstm both ways", lambda x: lstm(x)[0], (2, 5, 3), lstm)

class Parts(nn.Module):
    def __init__(self, **parts):
        super().__init__()
        for name, part in parts.items():
            setattr(self, name, part)

def attend(a, x, heads):
    q, k, v = (t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in a.projection(x).chunk(3, -1))
    return a.output(((q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(-1) @ v).transpose(1, 2).flatten(2))

ffn = lambda: Parts(input=nn.Linear(6, 9), output=nn.Linear(9, 6))
attention_parts = lambda d: Parts(projection=nn.Linear(d, 3 * d), output=nn.Linear(d, d))
conformer = fill(Parts(before_norm=nn.LayerNorm(6), before=ffn(), attention_norm=nn.LayerNorm(6), attention=attention_parts(6),
    convolution=Parts(norm=nn.LayerNorm(6), widen=nn.Linear(6, 12), depthwise=nn.Conv1d(6, 6, 3, padding=1, groups=6), batch_norm=nn.BatchNorm1d(6), narrow=nn.Linear(6, 6)),
    after_norm=nn.LayerNorm(6), after=ffn(), final_norm=nn.LayerNorm(6)))
def conform(x, m=conformer):
    half = lambda f, x: 0.5 * f.output(F.silu(f.input(x)))
    x = x + half(m.before, m.before_norm(x))
    x = x + attend(m.attention, m.attention_norm(x), 2)
    c = m.convolution
    x = x + c.narrow(F.silu(c.batch_norm(c.depthwise(F.glu(c.widen(c.norm(x)), -1).transpose(1, 2)))).transpose(1, 2))
    return m.final_norm(x + half(m.after, m.after_norm(x)))
case("conformer", conform, (2, 5, 6), conformer)

def residual(i, o):
    return Parts(first_norm=nn.GroupNorm(2, i), first=nn.Conv1d(i, o, 3, padding=1), second_norm=nn.GroupNorm(2, o), second=nn.Conv1d(o, o, 3, padding=1),
        condition=nn.Linear(3, o), **({} if i == o else {"shortcut": nn.Conv1d(i, o, 1)}))
unet = fill(Parts(stem=nn.Conv1d(3, 4, 3, padding=1), down=nn.ModuleList([residual(4, 4), residual(4, 8)]), halves=nn.ModuleList([nn.Conv1d(4, 4, 3, 2, 1)]),
    bottom=residual(8, 8), attention=Parts(norm=nn.GroupNorm(2, 8), attention=attention_parts(8)), up=nn.ModuleList([residual(16, 8), residual(8, 4)]),
    doubles=nn.ModuleList([nn.Conv1d(8, 4, 3, padding=1)]), norm=nn.GroupNorm(2, 4), head=nn.Conv1d(4, 2, 3, padding=1)))
def run_unet(x, m=unet):
    code = x.mean(2)
    def block(b, x):
        h = b.first(F.silu(b.first_norm(x))) + b.condition(F.silu(code))[:, :, None]
        return b.second(F.silu(b.second_norm(h))) + (b.shortcut(x) if hasattr(b, "shortcut") else x)
    a = block(m.down[0], m.stem(x))
    b = block(m.down[1], m.halves[0](a))
    y = block(m.bottom, b)
    y = y + attend(m.attention.attention, m.attention.norm(y).transpose(1, 2), 1).transpose(1, 2)
    y = block(m.up[0], torch.cat([y, b], 1))
    y = m.doubles[0](y.repeat_interleave(2, -1))
    y = block(m.up[1], torch.cat([y, a], 1))
    return m.head(F.silu(m.norm(y)))
case("unet", run_unet, (2, 3, 8), unet)

# S4D by its definition in complex numbers, one sequence at a time, by the recurrence.
H, N, L = 2, 3, 7
log_step, log_decay, frequency, c, d = wave((H,), 0) - 2, wave((H, N), 1), wave((H, N), 2) * 4, wave((H, N, 2), 3), wave((H,), 4)
def s4d(x):
    step = log_step.exp()[:, None]
    a = torch.complex(-log_decay.exp(), frequency)
    growth = (a * step).exp()
    gain = (growth - 1) / a
    state = torch.zeros(x.shape[0], H, N, dtype=torch.complex128)
    ys = []
    for t in range(x.shape[1]):
        state = growth * state + gain * x[:, t, :, None]
        ys.append(2 * (torch.view_as_complex(c.contiguous()) * state).sum(-1).real + d * x[:, t])
    return torch.stack(ys, 1)
case("s4d", s4d, (2, L, H))

path = pathlib.Path(__file__).parents[1] / "Engram.Modeling.Tests/Fixtures/blocks.json"
path.write_text(json.dumps({k: {a: ([float(f"{x:.12g}") for x in b] if a in ("result", "gradient") else b) for a, b in v.items()} for k, v in out.items()}) + "\n")
print(path.stat().st_size, list(out))
