"""The curve 1/(1 + a d^2b) of UMAP's plane by scipy's least squares, for ManifoldTests.

Run: /usr/bin/python3 tests/oracles/membership_curve.py
"""
import numpy
from scipy.optimize import curve_fit

d = numpy.linspace(0, 3, 300)
for minimum in (0.1, 0.5, 0.0):
    wanted = numpy.where(d <= minimum, 1, numpy.exp(minimum - d))
    (a, b), _ = curve_fit(lambda x, a, b: 1 / (1 + a * x ** (2 * b)), d, wanted)
    print(minimum, round(a, 5), round(b, 5))
