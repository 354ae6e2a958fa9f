#!/usr/bin/python3
"""Writes tests/Engram.Torch.Tests/Fixtures/torch_modules.json: modules built after manual_seed(11), their weights' sums, and the
value and input gradient on one fixed input; and learning-rate curves. Also Fixtures/torch_nn.json: every module and every functional
operator of nn on small waves. Run: /usr/bin/python3 tests/oracles/torch_modules.py"""
import json, pathlib, torch, torch.nn as nn
torch.set_num_threads(1)
out = {"modules": [], "curves": []}
flat = lambda t: [float(v) for v in t.detach().reshape(-1)]
def case(name, make, shape, run=lambda m, x: m(x)):
    torch.manual_seed(11)
    m = make()
    x = torch.linspace(-1, 1, int(torch.tensor(shape).prod())).mul(3).sin().reshape(shape).requires_grad_()
    y = run(m, x)
    (y * torch.linspace(-1, 1, y.numel()).reshape(y.shape)).sum().backward()
    out["modules"].append({"name": name, "input": list(shape), "keys": list(m.state_dict()), "shape": list(y.shape), "result": flat(y), "gradient": flat(x.grad),
        "parameters": [flat(p.grad) if p.grad is not None else [] for p in m.parameters()]})
case("conv1d", lambda: nn.Conv1d(2, 3, 3, stride=2, padding=1), (2, 2, 7))
case("conv1d_same_reflect", lambda: nn.Conv1d(2, 2, 4, padding="same", padding_mode="reflect"), (2, 2, 7))
case("conv2d_groups", lambda: nn.Conv2d(4, 4, (3, 2), padding=(1, 0), dilation=(1, 2), groups=2), (1, 4, 5, 6))
case("conv3d", lambda: nn.Conv3d(1, 2, 2), (1, 1, 3, 3, 3))
case("conv_transpose1d", lambda: nn.ConvTranspose1d(2, 3, 3, stride=2, output_padding=1), (1, 2, 4))
case("conv_transpose2d", lambda: nn.ConvTranspose2d(2, 2, 3, stride=2, padding=1), (1, 2, 3, 3))
case("batch_norm1d", lambda: nn.BatchNorm1d(3), (4, 3))
case("batch_norm2d", lambda: nn.BatchNorm2d(2), (2, 2, 3, 3))
case("instance_norm1d", lambda: nn.InstanceNorm1d(2, affine=True), (2, 2, 5))
case("group_norm", lambda: nn.GroupNorm(2, 4), (2, 4, 3))
case("gru", lambda: nn.GRU(3, 4, 2, bidirectional=True), (5, 2, 3), lambda m, x: m(x)[0])
case("gru_batch_first_state", lambda: nn.GRU(3, 4, batch_first=True), (2, 5, 3), lambda m, x: m(x)[1])
case("lstm", lambda: nn.LSTM(3, 4, 2), (5, 2, 3), lambda m, x: m(x)[1][1])
case("rnn", lambda: nn.RNN(3, 4), (5, 2, 3), lambda m, x: m(x)[0])
case("rnn_relu", lambda: nn.RNN(3, 4, nonlinearity="relu"), (5, 2, 3), lambda m, x: m(x)[0])
case("attention", lambda: nn.MultiheadAttention(4, 2), (3, 2, 4), lambda m, x: m(x, x, x)[0])
case("attention_weights", lambda: nn.MultiheadAttention(4, 2, add_bias_kv=True, add_zero_attn=True), (3, 2, 4), lambda m, x: m(x, x, x)[1])
case("attention_masked", lambda: nn.MultiheadAttention(4, 2), (3, 2, 4), lambda m, x: m(x, x, x, attn_mask=torch.ones(3, 3).triu(1).bool())[0])
case("encoder_layer", lambda: nn.TransformerEncoderLayer(4, 2, 8, 0.0), (3, 2, 4))
case("encoder_layer_gelu", lambda: nn.TransformerEncoderLayer(4, 2, 8, 0.0, "gelu"), (3, 2, 4))
case("encoder", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0.0), 2), (3, 2, 4))
S = torch.optim.lr_scheduler
def curve(name, make, plateau=False):
    o = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 0.5, momentum=0.9)
    s = make(o); rates = [o.param_groups[0]["lr"]]
    for i in range(12):
        o.step(); s.step(1.0 if i > 2 else 3.0 - i) if plateau else s.step()
        rates.append(o.param_groups[0]["lr"])
    out["curves"].append({"name": name, "rates": rates})
curve("step", lambda o: S.StepLR(o, 3, 0.5)); curve("multistep", lambda o: S.MultiStepLR(o, [2, 5, 5], 0.3)); curve("exponential", lambda o: S.ExponentialLR(o, 0.9))
curve("constant", lambda o: S.ConstantLR(o, 0.5, 4)); curve("linear", lambda o: S.LinearLR(o, 0.25, 1.0, 5)); curve("polynomial", lambda o: S.PolynomialLR(o, 8, 2.0))
curve("cosine", lambda o: S.CosineAnnealingLR(o, 5, 0.01)); curve("lambda", lambda o: S.LambdaLR(o, lambda e: 0.95 ** e)); curve("multiplicative", lambda o: S.MultiplicativeLR(o, lambda e: 0.9))
curve("onecycle", lambda o: S.OneCycleLR(o, 1.0, 13)); curve("onecycle_three_linear", lambda o: S.OneCycleLR(o, 1.0, 13, anneal_strategy="linear", three_phase=True))
curve("cyclic", lambda o: S.CyclicLR(o, 0.1, 1.0, 3)); curve("cyclic2", lambda o: S.CyclicLR(o, 0.1, 1.0, 2, 3, "triangular2")); curve("cyclic_exp", lambda o: S.CyclicLR(o, 0.1, 1.0, 3, mode="exp_range", gamma=0.9))
curve("sequential", lambda o: S.SequentialLR(o, [S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)], [3])); curve("chained", lambda o: S.ChainedScheduler([S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)]))
curve("plateau", lambda o: S.ReduceLROnPlateau(o, factor=0.5, patience=2), True)
p = pathlib.Path(__file__).parents[1] / "Engram.Torch.Tests/Fixtures/torch_modules.json"
p.write_text(json.dumps(out)); print(p.stat().st_size)


# Every module and functional operator. An input is "kind:shape": a wave sin(0.7 i + k + 0.3) as it is (no kind), as probability (p), as log-probability
# over dimension 1 (l), positive (+), as sign (s), as 0 or 1 (b), or integers below n (in). Random ones draw after manual_seed(12).
import torch.nn.functional as F
Fn = {"modules": [], "functional": []}
A = torch.ops.aten
def wave(spec, k):
    kind, dims = spec.split(":") if ":" in spec else ("", spec)
    shape = [int(d) for d in dims.split(",")]
    i = torch.arange(int(torch.tensor(shape).prod()))
    if kind.startswith("i"): return ((i * 7 + k) % int(kind[1:])).reshape(shape)
    x = (i.float() * 0.7 + (k + 0.3)).sin().reshape(shape)
    x = {"": lambda: x, "p": lambda: x.sigmoid(), "l": lambda: x.log_softmax(1), "+": lambda: x.exp(), "s": lambda: x.sign(), "b": lambda: (x > 0).float()}[kind]()
    return x if kind in "sb" and kind else x.requires_grad_()
short = lambda t: [round(float(v), 5) for v in t.detach().reshape(-1)]
def digest(g):  # of a parameter's gradient: its sum, and its sum against a wave
    g = g.detach().double().reshape(-1)
    return short(torch.stack([g.sum(), (g * torch.arange(1, len(g) + 1).double().sin()).sum()]))
def record(part, name, specs, run, parameters=(), keys=None):
    x = [wave(s, k) for k, s in enumerate(specs)]
    torch.manual_seed(12)
    y = run(*x)
    y = [y] if isinstance(y, torch.Tensor) else list(y)
    heads = [(v * torch.linspace(-1, 1, v.numel()).reshape(v.shape)).sum() for v in y if v.requires_grad]
    if heads: sum(heads).backward()
    e = {"name": name, "inputs": list(specs), "shapes": [list(v.shape) for v in y], "results": [short(v) for v in y], "gradients": [short(v.grad) if v.grad is not None else None for v in x]}
    if keys is not None: e["keys"] = keys; e["parameters"] = [digest(p.grad) if p.grad is not None else None for p in parameters]
    Fn[part].append(e)
def module(name, make, *specs, run=None):
    torch.manual_seed(11)
    m = make()
    record("modules", name, specs, (lambda *x: run(m, *x)) if run else (lambda *x: m(*x)), list(m.parameters()), list(m.state_dict()))
def op(name, run, *specs): record("functional", name, specs, run)

for n in "CELU ELU GELU Hardshrink Hardsigmoid Hardswish Hardtanh LeakyReLU LogSigmoid Mish ReLU ReLU6 SELU Sigmoid SiLU Softplus Softshrink Softsign Tanh Tanhshrink Identity".split(): module(n, getattr(nn, n), "2,5")
for n in "GLU LogSoftmax Softmax Softmin".split(): module(n, lambda: getattr(nn, n)(1), "2,4,2")
module("RReLU", nn.RReLU, "2,5"); module("RReLU/eval", lambda: nn.RReLU().eval(), "2,5"); module("PReLU", lambda: nn.PReLU(3, 0.1), "2,3,2"); module("Softmax2d", nn.Softmax2d, "2,3,2,2"); module("Threshold", lambda: nn.Threshold(0.1, 0.5), "2,5")
module("AlphaDropout", lambda: nn.AlphaDropout(0.4), "3,5"); module("Dropout", lambda: nn.Dropout(0.4), "3,5"); module("Dropout1d", lambda: nn.Dropout1d(0.4), "3,4,2"); module("Dropout2d", lambda: nn.Dropout2d(0.4), "3,4,2,1")
module("Dropout3d", lambda: nn.Dropout3d(0.4), "3,4,2,1,1"); module("FeatureAlphaDropout", lambda: nn.FeatureAlphaDropout(0.4), "3,4,2"); module("Dropout1d/unbatched", lambda: nn.Dropout1d(0.4), "4,2"); module("Dropout/eval", lambda: nn.Dropout(0.4).eval(), "3,5")
module("Flatten", nn.Flatten, "2,3,2"); module("Unflatten", lambda: nn.Unflatten(1, (2, 3)), "2,6"); module("PixelShuffle", lambda: nn.PixelShuffle(2), "1,4,2,2"); module("PixelUnshuffle", lambda: nn.PixelUnshuffle(2), "1,1,4,4")
module("ChannelShuffle", nn.Identity, "1,4,2,1", run=lambda m, x: x.reshape(1, 2, 2, 2, 1).transpose(1, 2).reshape(1, 4, 2, 1)); module("Fold", lambda: nn.Fold((3, 4), (2, 2), padding=0), "1,4,6"); module("Unfold", lambda: nn.Unfold((2, 2), 1, 1, 2), "1,2,3,4")
module("Upsample", lambda: nn.Upsample(scale_factor=2.0), "1,2,3"); module("Upsample/bilinear", lambda: nn.Upsample((3, 5), mode="bilinear", align_corners=True), "1,1,2,3"); module("Upsample/trilinear", lambda: nn.Upsample(scale_factor=(2.0, 1.5, 1.0), mode="trilinear"), "1,1,2,2,2")
module("Bilinear", lambda: nn.Bilinear(3, 2, 2), "2,3", "2,2"); module("Linear", lambda: nn.Linear(3, 2), "2,3"); module("Linear/nobias", lambda: nn.Linear(3, 2, bias=False), "2,3")
module("CosineSimilarity", nn.CosineSimilarity, "3,4", "3,4"); module("PairwiseDistance", lambda: nn.PairwiseDistance(3.0, keepdim=True), "3,4", "3,4"); module("LocalResponseNorm", lambda: nn.LocalResponseNorm(3, 0.5, 0.6, 1.5), "1,5,2,2")
module("LayerNorm", lambda: nn.LayerNorm(4), "2,4"); module("GroupNorm", lambda: nn.GroupNorm(2, 4), "2,4,2")
for d, s in ((1, "3,2,3"), (2, "2,2,2,2"), (3, "2,2,2,1,2")):
    module(f"BatchNorm{d}d", lambda: getattr(nn, f"BatchNorm{d}d")(2), s); module(f"InstanceNorm{d}d", lambda: getattr(nn, f"InstanceNorm{d}d")(2, affine=True, track_running_stats=True), s)
    module(f"BatchNorm{d}d/eval", lambda: getattr(nn, f"BatchNorm{d}d")(2).eval(), s)
module("Conv1d", lambda: nn.Conv1d(2, 2, 2), "1,2,4"); module("Conv2d", lambda: nn.Conv2d(1, 2, 2, bias=False), "1,1,3,3"); module("Conv3d", lambda: nn.Conv3d(1, 1, 2), "1,1,2,2,3")
module("ConvTranspose1d", lambda: nn.ConvTranspose1d(2, 1, 2), "1,2,3"); module("ConvTranspose2d", lambda: nn.ConvTranspose2d(1, 2, 2), "1,1,2,2"); module("ConvTranspose3d", lambda: nn.ConvTranspose3d(1, 1, 2, stride=2), "1,1,1,2,1")
module("MaxPool1d", lambda: nn.MaxPool1d(3, 2, 1), "1,2,7"); module("MaxPool2d", lambda: nn.MaxPool2d((2, 3), (1, 2), (1, 1), (1, 1)), "1,1,4,5"); module("MaxPool2d/ceil", lambda: nn.MaxPool2d(2, ceil_mode=True), "1,1,3,3"); module("MaxPool3d", lambda: nn.MaxPool3d(2), "1,1,2,4,4")
for d, s in ((1, "1,2,6"), (2, "1,1,4,4"), (3, "1,1,2,4,2")):
    module(f"MaxPool{d}d/indices", lambda: getattr(nn, f"MaxPool{d}d")(2, return_indices=True), s); pool = getattr(F, f"max_pool{d}d")
    module(f"MaxUnpool{d}d", lambda: getattr(nn, f"MaxUnpool{d}d")(2), s, run=lambda m, x: m(*pool(x, 2, return_indices=True)))
    module(f"AdaptiveAvgPool{d}d", lambda: getattr(nn, f"AdaptiveAvgPool{d}d")(3 if d == 1 else 2), s); module(f"AdaptiveMaxPool{d}d", lambda: getattr(nn, f"AdaptiveMaxPool{d}d")(3 if d == 1 else 2), s)
    module(f"AdaptiveMaxPool{d}d/indices", lambda: getattr(nn, f"AdaptiveMaxPool{d}d")(2, return_indices=True), s); module(f"AvgPool{d}d", lambda: getattr(nn, f"AvgPool{d}d")(2, 2, 1, count_include_pad=False), s)
    if d < 3: module(f"LPPool{d}d", lambda: getattr(nn, f"LPPool{d}d")(2, 2), s)
    if d > 1: module(f"FractionalMaxPool{d}d", lambda: getattr(nn, f"FractionalMaxPool{d}d")(2 if d == 2 else (1, 2, 1), output_size=2 if d == 2 else (1, 2, 1)), s)
module("MaxUnpool1d/size", lambda: nn.MaxUnpool1d(2), "1,2,7", run=lambda m, x: m(*F.max_pool1d(x, 2, return_indices=True), output_size=[7])); module("AvgPool2d/divisor", lambda: nn.AvgPool2d(2, 1, divisor_override=3), "1,1,3,3")
module("FractionalMaxPool2d/ratio", lambda: nn.FractionalMaxPool2d(2, output_ratio=0.6, return_indices=True), "1,2,5,5")
for d, s, a in ((1, "1,2,4", (1, 2)), (2, "1,1,3,3", (1, 2, 0, 1)), (3, "1,1,2,2,3", (1, 0, 1, 1, 0, 1))):
    module(f"ConstantPad{d}d", lambda: nn.__dict__[f"ConstantPad{d}d"](a, 0.5), s); module(f"ReflectionPad{d}d", lambda: nn.__dict__[f"ReflectionPad{d}d"](a), s); module(f"ReplicationPad{d}d", lambda: nn.__dict__[f"ReplicationPad{d}d"](a), s)
module("ZeroPad2d", lambda: nn.ZeroPad2d(1), "1,1,2,2"); module("ReflectionPad2d/same", lambda: nn.ReflectionPad2d(1), "1,1,2,2")
module("Embedding", lambda: nn.Embedding(5, 3, padding_idx=1), "i5:2,3"); module("Embedding/norm", lambda: nn.Embedding(5, 3, max_norm=1.0, scale_grad_by_freq=True), "i5:2,3")
module("EmbeddingBag", lambda: nn.EmbeddingBag(5, 3), "i5:2,3"); module("EmbeddingBag/sum", lambda: nn.EmbeddingBag(5, 3, mode="sum", padding_idx=2), "i5:5", run=lambda m, i: m(i, torch.tensor([0, 2])))
module("EmbeddingBag/weights", lambda: nn.EmbeddingBag(5, 3, mode="sum"), "i5:2,3", "2,3", run=lambda m, i, w: m(i, None, w)); module("EmbeddingBag/max", lambda: nn.EmbeddingBag(5, 3, max_norm=1.0, mode="max"), "i5:2,3")
module("RNN", lambda: nn.RNN(3, 2), "3,1,3"); module("GRU", lambda: nn.GRU(3, 2), "3,1,3"); module("LSTM", lambda: nn.LSTM(3, 2), "3,1,3", run=lambda m, x: [m(x)[0], *m(x)[1]])
module("RNNCell", lambda: nn.RNNCell(3, 2), "2,3", "2,2"); module("RNNCell/relu", lambda: nn.RNNCell(3, 2, nonlinearity="relu", bias=False), "2,3"); module("GRUCell", lambda: nn.GRUCell(3, 2), "2,3", "2,2"); module("GRUCell/unbatched", lambda: nn.GRUCell(3, 2), "3")
module("LSTMCell", lambda: nn.LSTMCell(3, 2), "2,3", "2,2", "2,2", run=lambda m, x, h, c: m(x, (h, c))); module("LSTMCell/unbatched", lambda: nn.LSTMCell(3, 2), "3")
mask = torch.ones(3, 3).triu(1).bool()
module("MultiheadAttention", lambda: nn.MultiheadAttention(4, 2, kdim=3, vdim=2), "2,1,4", "3,1,3", "3,1,2"); module("TransformerEncoderLayer", lambda: nn.TransformerEncoderLayer(4, 2, 4, 0.0), "2,1,4")
module("TransformerEncoder", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 4, 0.0), 1), "3,1,4", run=lambda m, x: m(x, mask))
module("TransformerDecoderLayer", lambda: nn.TransformerDecoderLayer(4, 2, 4, 0.0), "3,1,4", "2,1,4", run=lambda m, x, y: m(x, y, mask)); module("TransformerDecoderLayer/gelu", lambda: nn.TransformerDecoderLayer(4, 2, 4, 0.0, "gelu"), "3,1,4", "2,1,4")
module("TransformerDecoder", lambda: nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 4, 0.0), 2), "3,1,4", "2,1,4", run=lambda m, x, y: m(x, y, tgt_key_padding_mask=torch.tensor([[False, False, True]])))
module("Transformer", lambda: nn.Transformer(4, 2, 2, 1, 4, 0.0), "2,1,4", "3,1,4", run=lambda m, x, y: m(x, y, tgt_mask=mask))
module("Sequential", lambda: nn.Sequential(nn.Linear(3, 2), nn.Tanh()), "2,3"); module("ModuleList", lambda: nn.ModuleList([nn.Linear(3, 2), nn.Linear(2, 1)]), "2,3", run=lambda m, x: m[1](m[0](x)))
module("ModuleDict", lambda: nn.ModuleDict({"b": nn.Linear(3, 2), "a": nn.Linear(2, 1)}), "2,3", run=lambda m, x: m["a"](m["b"](x)))
module("ParameterList", lambda: nn.ParameterList([nn.Parameter(torch.ones(3)), nn.Parameter(torch.ones(3))]), "2,3", run=lambda m, x: x * m[0] + m[1]); module("ParameterDict", lambda: nn.ParameterDict([("b", nn.Parameter(torch.ones(3))), ("a", nn.Parameter(torch.ones(3)))]), "2,3", run=lambda m, x: x * m["b"] + m["a"])
W3 = torch.tensor([0.5, 1.0, 2.0])
module("BCELoss", nn.BCELoss, "p:2,3", "b:2,3"); module("BCELoss/weight", lambda: nn.BCELoss(W3, reduction="none"), "p:2,3", "b:2,3"); module("BCEWithLogitsLoss", lambda: nn.BCEWithLogitsLoss(pos_weight=W3), "2,3", "b:2,3")
module("CrossEntropyLoss", lambda: nn.CrossEntropyLoss(W3, ignore_index=1), "4,3", "i3:4"); module("NLLLoss", lambda: nn.NLLLoss(W3), "l:4,3", "i3:4"); module("NLLLoss/image", lambda: nn.NLLLoss(reduction="sum"), "l:1,3,2,2", "i3:1,2,2")
module("CosineEmbeddingLoss", lambda: nn.CosineEmbeddingLoss(0.1), "3,4", "3,4", "s:3"); module("CTCLoss", lambda: nn.CTCLoss(2), "l:5,3,2", "i2:2,2", run=lambda m, x, t: m(x.transpose(1, 2), t, torch.tensor([5, 4]), torch.tensor([2, 1])))
module("HingeEmbeddingLoss", nn.HingeEmbeddingLoss, "2,3", "s:2,3"); module("HuberLoss", lambda: nn.HuberLoss(delta=0.4), "2,3", "2,3"); module("KLDivLoss", lambda: nn.KLDivLoss(log_target=True), "l:2,3", "l:2,3"); module("KLDivLoss/plain", lambda: nn.KLDivLoss(reduction="sum"), "l:2,3", "p:2,3")
module("L1Loss", nn.L1Loss, "2,3", "2,3"); module("MSELoss", lambda: nn.MSELoss(reduction="none"), "2,3", "2,3"); module("SmoothL1Loss", lambda: nn.SmoothL1Loss(beta=0.5), "2,3", "2,3"); module("SoftMarginLoss", nn.SoftMarginLoss, "2,3", "s:2,3")
module("MarginRankingLoss", lambda: nn.MarginRankingLoss(0.2), "4", "4", "s:4"); module("MultiLabelMarginLoss", nn.MultiLabelMarginLoss, "2,3", "i3:2,3"); module("MultiLabelSoftMarginLoss", lambda: nn.MultiLabelSoftMarginLoss(W3), "2,3", "b:2,3"); module("MultiMarginLoss", lambda: nn.MultiMarginLoss(2, 0.8, W3), "4,3", "i3:4")
module("PoissonNLLLoss", nn.PoissonNLLLoss, "2,3", "+:2,3"); module("PoissonNLLLoss/full", lambda: nn.PoissonNLLLoss(log_input=False, full=True), "+:2,3", "+:2,3"); module("GaussianNLLLoss", lambda: nn.GaussianNLLLoss(full=True), "2,3", "2,3", "+:2,3"); module("GaussianNLLLoss/row", lambda: nn.GaussianNLLLoss(reduction="none"), "2,3", "2,3", "+:2")
module("TripletMarginLoss", lambda: nn.TripletMarginLoss(0.7, swap=True), "3,4", "3,4", "3,4"); module("TripletMarginWithDistanceLoss", lambda: nn.TripletMarginWithDistanceLoss(margin=0.7, swap=True), "3,4", "3,4", "3,4")
module("TripletMarginWithDistanceLoss/own", lambda: nn.TripletMarginWithDistanceLoss(distance_function=lambda a, b: (a - b).abs().sum(1), reduction="sum"), "3,4", "3,4", "3,4")

for n in "gelu hardshrink hardsigmoid hardswish hardtanh leaky_relu logsigmoid mish relu relu6 rrelu selu sigmoid silu softplus softshrink softsign tanh tanhshrink".split(): op(n, getattr(F, n), "2,5")
for n, t in (("Hardshrink", F.hardshrink), ("Hardtanh", F.hardtanh), ("Mish", F.mish), ("SiLU", F.silu), ("Softshrink", F.softshrink), ("Softsign", F.softsign), ("Tanhshrink", F.tanhshrink)): op(n, t, "2,5")
for n in "log_softmax softmax softmin glu".split(): op(n, lambda x: getattr(F, n)(x, 1), "2,4")
for n in "celu elu".split(): op(n, lambda x: getattr(F, n)(x, 1.2), "2,5")
for n in "threshold Threshold".split(): op(n, lambda x: F.threshold(x, 0.1, 0.5), "2,5")
op("prelu", F.prelu, "2,3,2", "3"); op("softmax2d", lambda x: x.softmax(1), "1,3,2,2"); op("bilinear", F.bilinear, "2,3", "2,2", "2,3,2", "2"); op("linear", F.linear, "2,3", "2,3", "2"); op("one_hot", lambda i: F.one_hot(i, 5), "i4:3"); op("normalize", lambda x: F.normalize(x, 3.0), "2,3")
for n in "alpha_dropout dropout".split(): op(n, lambda x: getattr(F, n)(x, 0.4, True), "3,5")
for n, s in (("dropout1d", "3,4,2"), ("dropout2d", "3,4,2,1"), ("dropout3d", "3,4,2,1,1"), ("feature_alpha_dropout", "3,4,2")): op(n, lambda x: getattr(F, n)(x, 0.4, True), s)
op("dropout3d/unbatched", lambda x: F.dropout3d(x, 0.4), "4,2,1,1")
for d, s, w in ((1, "1,2,4", "2,1,3"), (2, "1,2,3,3", "2,1,2,2"), (3, "1,2,2,2,3", "2,1,1,2,2")):
    op(f"conv{d}d", lambda x, w, b: getattr(F, f"conv{d}d")(x, w, b, stride=2, padding=1, groups=2), s, w, "2"); op(f"conv{d}d_padding", lambda x, w: getattr(F, f"conv{d}d")(x, w, padding="same", groups=2), s, w)
    op(f"conv_transpose{d}d", lambda x, w, b: getattr(F, f"conv_transpose{d}d")(x, w, b, stride=2, padding=1, output_padding=1), s, w, "1")
op("cosine_similarity", F.cosine_similarity, "3,4", "3,4"); op("pairwise_distance", F.pairwise_distance, "3,4", "3,4")
op("fold", lambda x: F.fold(x, (3, 4), (2, 2)), "1,4,6"); op("fold/square", lambda x: F.fold(x, 3, 2, 1, 1, 2), "1,4,4"); op("unfold", lambda x: F.unfold(x, (2, 1), padding=(1, 0)), "1,2,2,3"); op("unfold/square", lambda x: F.unfold(x, 2, 2), "1,1,4,4")
op("batch_norm", lambda x, m, v, w, b: F.batch_norm(x, m.detach(), v.detach(), w, b), "2,3", "3", "+:3", "3", "3"); op("instance_norm", lambda x, w, b: F.instance_norm(x, weight=w, bias=b), "1,2,4", "2", "2"); op("group_norm", lambda x, w, b: F.group_norm(x, 2, w, b), "1,4,3", "4", "4")
op("layer_norm", lambda x, w, b: F.layer_norm(x, (4,), w, b), "2,4", "4", "4"); op("local_response_norm", lambda x: F.local_response_norm(x, 4, 0.5), "1,5,3"); op("pixel_shuffle", lambda x: F.pixel_shuffle(x, 2), "1,4,1,2"); op("pixel_unshuffle", lambda x: F.pixel_unshuffle(x, 2), "1,1,2,4")
for d, s in ((1, "1,2,6"), (2, "1,1,4,5"), (3, "1,1,2,4,3")):
    k = 2 if d < 3 else (1, 2, 2); o = 2 if d == 1 else [2] * d
    op(f"adaptive_avg_pool{d}d", lambda x: getattr(F, f"adaptive_avg_pool{d}d")(x, o), s); op(f"adaptive_max_pool{d}d", lambda x: getattr(F, f"adaptive_max_pool{d}d")(x, o), s); op(f"adaptive_max_pool{d}d_with_indices", lambda x: getattr(F, f"adaptive_max_pool{d}d")(x, o, return_indices=True), s)
    op(f"avg_pool{d}d", lambda x: getattr(F, f"avg_pool{d}d")(x, k), s); op(f"max_pool{d}d", lambda x: getattr(F, f"max_pool{d}d")(x, k), s); op(f"max_pool{d}d_with_indices", lambda x: getattr(F, f"max_pool{d}d")(x, k, return_indices=True), s)
    op(f"max_unpool{d}d", lambda x: getattr(F, f"max_unpool{d}d")(*getattr(F, f"max_pool{d}d")(x, k, return_indices=True), k, output_size=list(x.shape[2:])), s)
    if d < 3: op(f"lp_pool{d}d", lambda x: getattr(F, f"lp_pool{d}d")(x, 2, 2), s)
    k = 2 if d < 3 else (1, 2, 1)
    if d > 1: op(f"fractional_max_pool{d}d", lambda x: getattr(F, f"fractional_max_pool{d}d")(x, k, output_ratio=0.7), s); op(f"fractional_max_pool{d}d_with_indices", lambda x: getattr(F, f"fractional_max_pool{d}d")(x, k, output_ratio=0.7, return_indices=True), s)
op("avg_pool2d/pair", lambda x: F.avg_pool2d(x, (2, 1), (1, 2), (1, 0)), "1,1,3,3"); op("max_pool2d/pair", lambda x: F.max_pool2d(x, (2, 1), (1, 2), (1, 0)), "1,1,3,3"); op("max_pool2d/square", lambda x: F.max_pool2d(x, 2, 1, 1, 1), "1,1,3,3")
op("avg_pool2d_backward", lambda g, x: A.avg_pool2d_backward(g.detach(), x.detach(), [2, 2], [], [0, 0], False, True, None), "1,1,2,2", "1,1,4,4"); op("avg_pool3d_backward", lambda g, x: A.avg_pool3d_backward(g.detach(), x.detach(), [1, 2, 2], [], [0, 0, 0], False, True, None), "1,1,2,1,2", "1,1,2,2,4")
op("adaptive_avg_pool3d_backward", lambda g, x: torch.autograd.grad(F.adaptive_avg_pool3d(x, (1, 2, 2)), x, g.detach())[0], "1,1,1,2,2", "1,1,2,4,3")
op("scaled_dot_product_attention", lambda q, k, v, m: (q @ k.mT / 2 + m).softmax(-1) @ v, "1,2,3,4", "1,2,2,4", "1,2,2,3", "3,2"); op("scaled_dot_product_attention/causal", lambda q, k, v: (q @ k.mT / 2 + torch.ones(3, 3).triu(1) * -1e9).softmax(-1) @ v, "1,3,4", "1,3,4", "1,3,2")
op("scaled_dot_product_attention/keep", lambda q, k, v: (q @ k.mT / 2).masked_fill(~torch.tensor([[True, False], [True, True]]), -torch.inf).softmax(-1) @ v, "1,2,4", "1,2,4", "1,2,2")
op("binary_cross_entropy_with_logits", F.binary_cross_entropy_with_logits, "2,3", "b:2,3"); op("binary_cross_entropy", F.binary_cross_entropy, "p:2,3", "b:2,3"); op("cross_entropy", lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), "4,3", "i3:4"); op("nll_loss", F.nll_loss, "l:4,3", "i3:4")
op("poisson_nll_loss", F.poisson_nll_loss, "2,3", "+:2,3"); op("cosine_embedding_loss", F.cosine_embedding_loss, "3,4", "3,4", "s:3"); op("hinge_embedding_loss", lambda x, t: F.hinge_embedding_loss(x, t, margin=0.0), "2,3", "s:2,3"); op("huber_loss", F.huber_loss, "2,3", "2,3")
op("ctc_loss", lambda x, t: F.ctc_loss(x, t, torch.tensor([4, 4]), torch.tensor([2, 1]), blank=2, reduction="sum"), "l:4,2,3", "i2:2,2"); op("margin_ranking_loss", F.margin_ranking_loss, "4", "4", "s:4"); op("multi_label_margin_loss", F.multilabel_margin_loss, "2,3", "i3:2,3")
op("multilabel_soft_margin_loss", F.multilabel_soft_margin_loss, "2,3", "b:2,3"); op("multi_margin_loss", F.multi_margin_loss, "4,3", "i3:4"); op("mse_loss", F.mse_loss, "2,3", "2,3"); op("l1_loss", F.l1_loss, "2,3", "2,3"); op("smooth_l1_loss", F.smooth_l1_loss, "2,3", "2,3"); op("soft_margin_loss", F.soft_margin_loss, "2,3", "s:2,3")
op("gaussian_nll_loss", F.gaussian_nll_loss, "2,3", "2,3", "+:2,1"); op("kl_div", lambda x, t: F.kl_div(x, t, log_target=True), "l:2,3", "l:2,3"); op("triplet_margin_loss", F.triplet_margin_loss, "3,4", "3,4", "3,4"); op("triplet_margin_with_distance_loss", F.triplet_margin_with_distance_loss, "3,4", "3,4", "3,4")
op("pad", lambda x: F.pad(x, (1, 2), value=0.5), "1,2,3"); op("pad/all", lambda x: F.pad(x, (1, 1, 1, 1), "replicate"), "1,1,2,3"); op("pad/circular", lambda x: F.pad(x, (1, 2, 1, 0), "circular"), "1,1,2,3")
op("upsample", lambda x: F.interpolate(x, (3, 4), mode="bicubic", align_corners=False), "1,1,2,3"); op("upsample_nearest1d", lambda x: F.interpolate(x, 5), "1,1,3"); op("upsample_nearest2d", lambda x: F.interpolate(x, scale_factor=(1.5, 2.0)), "1,1,2,3"); op("upsample_nearest3d", lambda x: F.interpolate(x, (2, 3, 2)), "1,1,1,2,2")
op("upsample_nearest1d_backward", lambda g: A.upsample_nearest1d_backward(g.detach(), [5], [1, 1, 3], None), "1,1,5"); op("upsample_nearest2d_backward", lambda g: A.upsample_nearest2d_backward(g.detach(), [4, 4], [1, 1, 2, 3], None, None), "1,1,4,4"); op("upsample_nearest3d_backward", lambda g: A.upsample_nearest3d_backward(g.detach(), [2, 3, 2], [1, 1, 1, 2, 2], None, None, None), "1,1,2,3,2")
op("upsample_bilinear", lambda x: F.interpolate(x, (3, 4), mode="bilinear", align_corners=True), "1,1,2,3"); op("upsample_nearest", lambda x: F.interpolate(x, (3, 4)), "1,1,2,3")
op("grid_sample", lambda x, g: F.grid_sample(x, g, align_corners=False), "1,2,3,3", "1,2,2,2"); op("grid_sample/border", lambda x, g: F.grid_sample(x, g * 1.3, "nearest", "border", True), "1,2,3,3", "1,2,2,2"); op("grid_sample/reflection", lambda x, g: F.grid_sample(x, g * 1.3, "bilinear", "reflection", False), "1,1,2,3,3", "1,2,1,2,3")
op("affine_grid", lambda t: F.affine_grid(t, [1, 1, 2, 3], align_corners=True), "1,2,3")
op("interpolate", lambda x: F.interpolate(x, scale_factor=1.7, mode="linear"), "1,1,4"); op("interpolate/recompute", lambda x: F.interpolate(x, scale_factor=1.7, mode="linear", recompute_scale_factor=True), "1,1,4"); op("interpolate/area", lambda x: F.interpolate(x, (2, 2), mode="area"), "1,1,3,4")
op("interpolate/exact", lambda x: F.interpolate(x, (3, 5), mode="nearest-exact"), "1,1,2,3"); op("interpolate/smooth", lambda x: F.interpolate(x, (2, 2), mode="bilinear", antialias=True), "1,1,4,5"); op("interpolate/bicubic", lambda x: F.interpolate(x, scale_factor=0.5, mode="bicubic", antialias=True), "1,1,4,4")
p = p.with_name("torch_nn.json"); p.write_text(json.dumps(Fn, separators=(",", ":"))); print(p.stat().st_size)
