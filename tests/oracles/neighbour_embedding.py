"""Joint probabilities and final divergence of exact t-SNE by scikit-learn (Debian's python3-sklearn), for ProjectionTests.

Run: /usr/bin/python3 tests/oracles/neighbour_embedding.py
"""
import numpy
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE
from sklearn.manifold._t_sne import _joint_probabilities

i, j = numpy.meshgrid(numpy.arange(60), numpy.arange(5), indexing="ij")
points = numpy.sin(i * (j + 1) * 0.7) + 3.0 * (i % 3 == j)
joint = squareform(_joint_probabilities(squareform(pdist(points, "sqeuclidean")), 10, 0))
for a, b in [(0, 3), (0, 1), (10, 13), (20, 50), (59, 2)]:
    print(a, b, repr(float(joint[a, b])))
print("divergence", TSNE(method="exact", init="pca", perplexity=10, n_iter=1000, random_state=0).fit(points).kl_divergence_)
