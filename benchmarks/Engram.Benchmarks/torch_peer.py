"""The same work as TorchDuel.cs on python3-torch: prints one JSON line a case, {"name", "microseconds", "check"}."""
import json, time, torch, torch.nn as nn, torch.nn.functional as F

torch.set_num_threads(1)

def measure(name, work, check, repeats):
    for _ in range(max(3, repeats // 10)): work()
    best = 1e30
    for _ in range(15):
        start = time.perf_counter()
        for _ in range(repeats): work()
        best = min(best, (time.perf_counter() - start) / repeats)
    print(json.dumps({"name": name, "microseconds": best * 1e6, "check": float(check())}), flush=True)

def filled(*shape):  # the same numbers on both sides, without a random generator
    n = 1
    for s in shape: n *= s
    return ((torch.arange(n, dtype=torch.float64) * 0.7).sin() * 0.5).float().reshape(shape)

a, b = filled(2, 2), filled(2, 2) + 1
measure("a + b, 2 x 2", lambda: a + b, lambda: (a + b).sum(), 20000)
measure("x * 2.0", lambda: a * 2.0, lambda: (a * 2.0).sum(), 20000)
m, n = filled(8, 8), filled(8, 8) + 0.1
measure("matmul 8 x 8", lambda: m @ n, lambda: (m @ n).sum(), 20000)
measure("shape[0]", lambda: a.shape[0], lambda: a.shape[0], 20000)
one = filled(1) + 3
measure("item()", lambda: one.item(), lambda: one.item(), 20000)
measure("x[0]", lambda: a[0], lambda: a[0].sum(), 20000)
x, w, c = filled(16, 32), filled(32, 32).requires_grad_(), filled(32).requires_grad_()
def linear_relu():
    w.grad = None; c.grad = None
    F.relu(F.linear(x, w, c)).sum().backward()
def linear_relu_check(): linear_relu(); return w.grad.sum()
measure("linear + relu, forward and backward", linear_relu, linear_relu_check, 3000)

ps = [filled(32, 32).requires_grad_() for _ in range(100)]
for p in ps: p.grad = filled(32, 32) * 0.01
adam = torch.optim.Adam(ps, 1e-5)
steps = {"n": 0}
def adam_step(): adam.step(); steps["n"] += 1
def adam_check(): return steps["n"]
measure("Adam step, 100 parameters 32 x 32", adam_step, adam_check, 200)

def fill(module):
    with torch.no_grad():
        for p in module.parameters(): p.copy_(filled(*p.shape) * 0.2)
    return module

def training(name, model, data, target, repeats):
    fill(model)
    opt = torch.optim.Adam(model.parameters(), 1e-4)
    def step():
        opt.zero_grad()
        loss = F.mse_loss(model(data), target)
        loss.backward(); opt.step()
        return loss
    first = step().item()
    measure(name, step, lambda: first, repeats)

training("MLP 3 x 64, batch 32, Adam step", nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64)), filled(32, 64), filled(32, 64) * 0.5, 500)
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(64, 4, 128, 0.0), 2)
training("TransformerEncoder 2 layers d 64, Adam step", encoder, filled(16, 8, 64), filled(16, 8, 64) * 0.5, 60)
