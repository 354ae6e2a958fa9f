#!/usr/bin/python3
"""Writes tests/Engram.Torch.Tests/Fixtures/torch_modules.json: modules built after manual_seed(11), their weights' sums, and the
value and input gradient on one fixed input; and learning-rate curves. Run: /usr/bin/python3 tests/oracles/torch_modules.py"""
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
