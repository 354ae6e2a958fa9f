#!/usr/bin/python3
"""Writes tests/Engram.Modeling.Tests/Fixtures/schedules.json: learning rates of torch's own one-cycle and cosine schedulers.
Run: /usr/bin/python3 tests/oracles/modeling_schedules.py"""
import json, pathlib, torch

def rates(make, steps):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.2)
    scheduler = make(optimizer)
    out = []
    for _ in range(steps):
        out.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return out

S = torch.optim.lr_scheduler
fixture = {
    "one cycle": rates(lambda o: S.OneCycleLR(o, 0.5, total_steps=41, pct_start=0.2, cycle_momentum=False), 40),
    "cosine": rates(lambda o: S.CosineAnnealingLR(o, T_max=29, eta_min=0.01), 30),
    "exponential": rates(lambda o: S.StepLR(o, step_size=7, gamma=0.5), 30),
}
path = pathlib.Path(__file__).parents[1] / "Engram.Modeling.Tests/Fixtures/schedules.json"
path.write_text(json.dumps(fixture) + "\n")
