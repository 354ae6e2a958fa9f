"""The peer of the probe duels, scikit-learn; signals_peer.py drives it."""


def cases(load):
    def neighbors():
        from sklearn.neighbors import NearestNeighbors
        reference, queries = load("reference", -1, 64), load("queries", -1, 64)
        return lambda: NearestNeighbors(n_neighbors=10, algorithm="brute").fit(reference).kneighbors(queries)[1].astype(float)

    def logistic():
        import numpy as np
        from sklearn.linear_model import LogisticRegression
        x, y = load("reference", -1, 64), load("labels", -1).astype(int)

        def run():
            model = LogisticRegression(max_iter=1000).fit(x, y)
            return np.append(model.coef_, model.intercept_)
        return run

    return dict(neighbors=neighbors, logistic=logistic)
