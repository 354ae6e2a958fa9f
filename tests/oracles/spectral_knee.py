"""Noisy spectra with a knee, fitted by scipy's bounded least squares: /usr/bin/python3 tests/oracles/spectral_knee.py

Writes tests/Engram.Signals.Tests/Fixtures/spectral_knee.json. Each spectrum is log10 P = b - log10(k + f^x) + noise; the fit is the
best of several starts of scipy.optimize.least_squares over (b, k >= 0, x).
"""
import json, pathlib
import numpy as np
from scipy.optimize import least_squares

generator = np.random.default_rng(17)
f = np.arange(1, 61) * 2.0


def model(p):
    return p[0] - np.log10(p[1] + f ** p[2])


cases = []
for b, knee, x, noise in [(2, 8, 2, 0.05), (-9, 20, 3, 0.1), (0.5, 4, 1.2, 0.03), (1, 40, 2.5, 0.02), (1, 0, 1.5, 0.05)]:
    y = np.round(model((b, knee ** x, x)) + noise * generator.standard_normal(f.size), 6)
    fits = [least_squares(lambda p: model(p) - y, (b, k, x), bounds=([-np.inf, 0, -np.inf], np.inf), x_scale="jac", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=5000)
            for k in (1e-3, 1.0, 1.5 * knee ** x + 1e-3, 30.0 ** x)]
    best = min(fits, key=lambda r: r.cost)
    cases.append(dict(log_power=y.tolist(), offset=best.x[0], knee=best.x[1], exponent=best.x[2], error=2 * best.cost))
target = pathlib.Path(__file__).parents[1] / "Engram.Signals.Tests/Fixtures/spectral_knee.json"
target.write_text(json.dumps(dict(frequencies=f.tolist(), cases=cases)) + "\n")
print([(round(c["offset"], 4), round(c["knee"], 4), round(c["exponent"], 4), c["error"]) for c in cases])
