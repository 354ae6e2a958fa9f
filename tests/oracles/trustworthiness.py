"""Trustworthiness by scikit-learn (Debian's python3-sklearn), for ManifoldTests.

Run: /usr/bin/python3 tests/oracles/trustworthiness.py
"""
import numpy
from sklearn.manifold import trustworthiness

i, j = numpy.meshgrid(numpy.arange(60), numpy.arange(5), indexing="ij")
points = numpy.sin(i * (j + 1) * 0.7) + 3.0 * (i % 3 == j)
for k in (1, 5, 12):
    print(k, repr(float(trustworthiness(points, points[:, :2], n_neighbors=k))))
