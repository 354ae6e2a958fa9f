#!/usr/bin/python3
"""Writes tests/Engram.Papers.Tests/Fixtures/fresh.json: anti-diagonal sums of numpy's FFT by the full definition, SciPy's Wasserstein
distance, structural similarity with SciPy's Gaussian filter, and SIREN, FINER and Gabor layers in numpy (complex numbers as such).
Images and weights are waves that need no generator. Run: /usr/bin/python3 tests/oracles/fresh.py"""
import json, pathlib
import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.stats import wasserstein_distance


def image(n, k):
    r, c = np.mgrid[0:n, 0:n]
    return np.sin(0.37 * r * (k + 1) + 0.9 * c) + 0.5 * np.cos(0.11 * r * c + k)


def wave(shape, k):
    count = int(np.prod(shape))
    return (0.5 * np.sin(np.linspace(-1, 1, count) * (3 + k))).reshape(shape)


def diagonal(f, s):
    """The paper's region: half of the plane (half of i + j = n), axis duplicates above n/2 left out."""
    n, sums = f.shape[0], np.zeros(f.shape[0] + 1)
    for i in range(n):
        for j in range(n):
            if i + j > n or (i + j == n and i > j):
                continue
            if (i == 0 and j > n // 2) or (j == 0 and i > n // 2):
                continue
            sums[i + j] += abs(f[i, j])
    return sums[1:s + 1]


def volume_diagonal(f, s):
    n, sums = f.shape[0], np.zeros(s + 1)
    for h in range(n):
        for i in range(n):
            for j in range(n):
                if h + i + j <= s:
                    sums[h + i + j] += abs(f[h, i, j])
    return sums[1:]


def similarity(x, y, r=2.0):
    c1, c2 = (0.01 * r) ** 2, (0.03 * r) ** 2
    g = lambda a: gaussian_filter(a, 1.5, truncate=10 / 3)[5:-5, 5:-5]
    mx, my = g(x), g(y)
    vx, vy, cov = g(x * x) - mx * mx, g(y * y) - my * my, g(x * y) - mx * my
    return ((2 * mx * my + c1) * (2 * cov + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))).mean()


a, b = image(12, 0), image(12, 1)
sa, sb = diagonal(np.fft.fft2(a), 6), diagonal(np.fft.fft2(b), 6)
volume = image(8, 2)[:, :, None] * np.cos(0.7 * np.arange(8))[None, None, :] + 0.2 * image(8, 3)[None]
x = wave((5, 6), 7)
w, bias = wave((4, 6), 0), wave((4,), 1)
u = x @ w.T + bias
z = x[:, :3] + 1j * x[:, 3:]
wr, br, wi, bi = wave((4, 3), 0), wave((4,), 1), wave((4, 3), 2), wave((4,), 3)
complex_a = z @ (wr + 1j * wi).T + br + 1j * bi
gabor = np.exp(1j * 2.0 * complex_a - (0.8 * np.abs(complex_a)) ** 2)
out = {
    "diagonal": sa.tolist(),
    "volume": volume_diagonal(np.fft.fftn(volume), 4).tolist(),
    "signal": np.abs(np.fft.fft(a[0]))[1:7].tolist(),
    "wasserstein": wasserstein_distance(range(6), range(6), sa, sb),
    "similarity": similarity(image(24, 0) / 2, image(24, 1) / 2),
    "siren": np.sin((2.0 * x) @ w.T + bias).ravel().tolist(),
    "finer": np.sin(2.0 * (np.abs(u) + 1) * u).ravel().tolist(),
    "gabor": np.concatenate([gabor.real, gabor.imag], 1).ravel().tolist(),
}
path = pathlib.Path(__file__).parents[1] / "Engram.Papers.Tests/Fixtures/fresh.json"
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(out))
print(path.stat().st_size)
