#!/usr/bin/python3
"""Results of scikit-learn and scipy for tests/Engram.Probes.Tests: writes Fixtures/probes.json there.

Run with Debian's Python: /usr/bin/python3 tests/oracles/probes.py
"""
import json, pathlib, warnings
import numpy as np, scipy, scipy.stats as st, sklearn
from sklearn import metrics as m
from sklearn.calibration import calibration_curve
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge, RidgeClassifier, RidgeCV
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
rng = np.random.default_rng(7)
N, D = 90, 6
labels = rng.choice([2, 5, 9], N, p=[0.5, 0.3, 0.2])
x = np.round(rng.normal(size=(N, D)) * [1, 2, 0.5, 1, 1, 3] + (labels[:, None] / 4) * [1, 0, 0.2, -0.5, 0, 0.3], 3)
binary = (labels != 2).astype(int)
y = np.round(np.stack([x @ [1, 0, -2, 0.3, 0, 0.1], x @ [0, 1, 0, 0, 1, 0]], 1) + rng.normal(size=(N, 2)), 3)
weights = np.round(rng.uniform(0, 2, N), 2)
train, test = np.arange(N) < 60, np.arange(N) >= 60
out = {"versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__}}
out["x"], out["labels"], out["binary"], out["y"], out["weights"] = x.tolist(), labels.tolist(), binary.tolist(), y.tolist(), weights.tolist()
out["scaled"] = StandardScaler().fit(x[train]).transform(x[test])[:5].tolist()


def linear(model):
    return {"weights": np.atleast_2d(model.coef_).tolist(), "intercepts": np.atleast_1d(model.intercept_).tolist()}


def logistic(target, c, balance=None, sample=None):
    model = LogisticRegression(C=c, class_weight=balance, solver="newton-cg", tol=1e-10, max_iter=100000)  # its lbfgs ends early: when the loss rests
    model.fit(x[train], target[train], sample)
    return linear(model) | {"probabilities": model.predict_proba(x[test])[:5].tolist()}


out["logistic"] = [
    {"target": t, "c": c, "balanced": b is not None, "weighted": w, **logistic({"binary": binary, "labels": labels}[t], c, b, weights[train] if w else None)}
    for t in ("binary", "labels") for c in (0.01, 1.0, 100.0) for b, w in ((None, False), ("balanced", False), (None, True), ("balanced", True))]
wide = np.hstack([x[:8], x[8:16], x[16:24]])
out["ridge"] = [{"alpha": a, **linear(Ridge(alpha=a, tol=1e-14).fit(x[train], y[train]))} for a in (0.1, 1.0, 50.0)]
out["ridge_wide"] = linear(Ridge(alpha=0.5).fit(wide, y[:8]))
alphas = [0.01, 0.1, 1, 10, 100]


def left_out(features, targets, a):
    """Mean squared error of fits that really leave each sample out."""
    errors = []
    for i in range(len(features)):
        keep = np.arange(len(features)) != i
        errors.append((Ridge(alpha=a, tol=1e-14).fit(features[keep], targets[keep]).predict(features[i:i + 1]) - targets[i]) ** 2)
    return float(np.mean(errors))


cv = RidgeCV(alphas=alphas).fit(x[train], y[train])
out["ridge_cv"] = {"alphas": alphas, "alpha": float(cv.alpha_), "errors": [left_out(x[train], y[train], a) for a in alphas], **linear(cv)}
cv = RidgeCV(alphas=alphas).fit(wide, y[:8])
out["ridge_cv_wide"] = {"alphas": alphas, "alpha": float(cv.alpha_), "errors": [left_out(wide, y[:8], a) for a in alphas], **linear(cv)}
out["least_squares"] = linear(LinearRegression().fit(x[train], y[train]))
out["ridge_classifier"] = [linear(RidgeClassifier(alpha=2.0).fit(x[train], t[train])) for t in (binary, labels)]
out["lda"] = [
    {"target": name, "shrinkage": s, "probabilities": LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto" if s is None else s).fit(x[train], t[train]).predict_proba(x[test])[:8].tolist()}
    for name, t in (("binary", binary), ("labels", labels)) for s in (0.0, 0.3, None)]
out["neighbors"] = []
for metric in ("euclidean", "cosine"):
    distances, indices = NearestNeighbors(n_neighbors=5, metric=metric, algorithm="brute").fit(x[train]).kneighbors(x[test])
    for weighted in (False, True):
        kind = "distance" if weighted else "uniform"
        c = KNeighborsClassifier(5, weights=kind, metric=metric, algorithm="brute").fit(x[train], labels[train])
        r = KNeighborsRegressor(5, weights=kind, metric=metric, algorithm="brute").fit(x[train], y[train])
        out["neighbors"].append({"metric": metric, "weighted": weighted, "indices": indices[:10].tolist(), "distances": distances[:10].tolist(),
                                 "probabilities": c.predict_proba(x[test])[:10].tolist(), "predicted": r.predict(x[test])[:10].tolist()})

truth = labels[test]
guess = rng.choice([2, 5, 9], len(truth))
guess[::2] = truth[::2]
p3 = np.round(rng.dirichlet([1, 1, 1], len(truth)), 2)
p3[:, 2] = np.round(1 - p3[:, 0] - p3[:, 1], 2)
onehot = (truth[:, None] == [2, 5, 9]).astype(int)
multi = (rng.uniform(size=(30, 4)) < 0.4).astype(int)
multi_scores = np.round(rng.uniform(size=(30, 4)) + 0.4 * multi, 1)
b, p1 = binary[test], p3[:, 1]
observed, predicted = calibration_curve(b, p1, n_bins=5)
out["classification"] = {
    "truth": truth.tolist(), "guess": guess.tolist(), "probabilities": p3.tolist(), "multi": multi.tolist(), "multi_scores": multi_scores.tolist(),
    "accuracy": m.accuracy_score(truth, guess), "balanced": m.balanced_accuracy_score(truth, guess), "kappa": m.cohen_kappa_score(truth, guess),
    "macro_f1": m.f1_score(truth, guess, average="macro"), "weighted_f1": m.f1_score(truth, guess, average="weighted"), "confusion": m.confusion_matrix(truth, guess).tolist(),
    "auroc_macro": m.roc_auc_score(truth, p3 / p3.sum(1, keepdims=True), multi_class="ovr"), "auroc_multi": m.roc_auc_score(multi, multi_scores),
    "auprc_macro": m.average_precision_score(onehot, p3), "auprc_multi": m.average_precision_score(multi, multi_scores),
    "auroc_binary": m.roc_auc_score(b, p1), "auprc_binary": m.average_precision_score(b, p1),
    "binary": b.tolist(), "brier": m.brier_score_loss(b, p1), "observed": observed.tolist(), "predicted": predicted.tolist(),
    "rand": m.adjusted_rand_score(truth, guess), "nmi": m.normalized_mutual_info_score(truth, guess), "silhouette": m.silhouette_score(x, labels)}
fit = y + rng.normal(size=y.shape)
out["regression"] = {"fit": np.round(fit, 3).tolist()}
fit = np.round(fit, 3)
fit[::7] = np.round(fit[::7])
out["regression"]["fit"] = fit.tolist()
out["regression"]["scores"] = [[m.r2_score(y[:, k], fit[:, k]), m.mean_absolute_error(y[:, k], fit[:, k]), m.mean_squared_error(y[:, k], fit[:, k]),
                                float(st.pearsonr(y[:, k], fit[:, k])[0]), float(st.spearmanr(y[:, k], fit[:, k])[0])] for k in range(2)]

first = np.round(rng.normal(0.75, 0.05, 12), 4)
second = np.round(first - rng.normal(0.02, 0.03, 12), 4)
long_first = np.round(rng.normal(0.3, 1, 70), 1)
long_second = np.zeros(70)
differences = first - second
signs = np.array([[1 if (k >> i) & 1 else -1 for i in range(12)] for k in range(4096)])
out["statistics"] = {
    "first": first.tolist(), "second": second.tolist(), "long_first": long_first.tolist(),
    "t": list(st.ttest_rel(first, second)), "wilcoxon": list(st.wilcoxon(first, second, method="exact")), "wilcoxon_long": list(st.wilcoxon(long_first, long_second, method="approx")),
    "corrected_t": float(differences.mean() / np.sqrt((1 / 12 + 0.25) * differences.var(ddof=1))),
    "corrected_p": float(2 * st.t.sf(abs(differences.mean() / np.sqrt((1 / 12 + 0.25) * differences.var(ddof=1))), 11)),
    "sign_flip": float(np.mean(abs(signs @ differences) >= abs(differences.sum()) - 1e-12)),
    "binomial": [[k, n, p, float(st.binomtest(k, n, p, alternative="greater").pvalue)] for k, n, p in ((60, 100, 0.5), (33, 90, 0.25), (0, 4, 0.5), (400, 400, 0.5))],
    "mcnemar": [[a, c, float(st.binomtest(min(a, c), a + c, 0.5).pvalue)] for a, c in ((3, 11), (8, 8), (0, 6), (30, 55))],
    "bca": list(st.bootstrap((first ** 4,), np.mean, n_resamples=100000, method="BCa", random_state=1).confidence_interval),
    "percentile": list(st.bootstrap((first ** 4,), np.mean, n_resamples=100000, method="percentile", random_state=1).confidence_interval)}

from scipy.spatial.distance import cdist, pdist
a, c = x[:40], np.round(np.tanh(x[:40] @ rng.normal(size=(6, 4))) + 0.2 * rng.normal(size=(40, 4)), 3)


def hsic(k, l, unbiased):
    n = len(k)
    if not unbiased:
        h = np.eye(n) - 1 / n
        return np.trace(k @ h @ l @ h)
    k, l = k - np.diag(np.diag(k)), l - np.diag(np.diag(l))
    one = np.ones(n)
    return np.trace(k @ l) + (one @ k @ one) * (one @ l @ one) / ((n - 1) * (n - 2)) - 2 / (n - 2) * (one @ k @ l @ one)


def cka(k, l, unbiased):
    return hsic(k, l, unbiased) / np.sqrt(hsic(k, k, unbiased) * hsic(l, l, unbiased))


def gauss(z, factor):
    return np.exp(-cdist(z, z) ** 2 / (2 * (factor * np.median(pdist(z))) ** 2))


def canonical(p, q):
    """Correlations by the generalised eigenvalue problem, with the canonical variables of p."""
    p, q = p - p.mean(0), q - q.mean(0)
    m1 = np.linalg.solve(p.T @ p, p.T @ q) @ np.linalg.solve(q.T @ q, q.T @ p)
    values, vectors = np.linalg.eig(m1)
    order = np.argsort(-values.real)[:min(p.shape[1], q.shape[1])]
    h = p @ vectors.real[:, order]
    h /= np.linalg.norm(h, axis=0)
    rho = np.sqrt(values.real[order])
    weights = np.abs(h.T @ p).sum(1)
    return rho, float((weights * rho).sum() / weights.sum())


def leading(z, share):
    z = z - z.mean(0)
    u, s, v = np.linalg.svd(z, full_matrices=False)
    k = np.searchsorted(np.cumsum(s ** 2) / (s ** 2).sum(), share) + 1
    return u[:, :k] * s[:k]


rho, pw = canonical(a, c)
sa, sc = a - a.mean(0), c - c.mean(0)
sa, sc = sa / np.linalg.norm(sa), sc / np.linalg.norm(sc)
out["similarity"] = {
    "a": a.tolist(), "c": c.tolist(), "linear": [cka(a @ a.T, c @ c.T, u) for u in (False, True)], "gaussian": [cka(gauss(a, 0.8), gauss(c, 0.8), u) for u in (False, True)],
    "correlations": rho.tolist(), "pwcca": pw, "svcca": canonical(leading(a, 0.9), leading(c, 0.9))[0].tolist(),
    "procrustes": float(np.sqrt(2 - 2 * np.linalg.svd(sa.T @ sc)[1].sum())),
    "rsa": [[float(st.spearmanr(pdist(a, metric), pdist(c, metric))[0]), float(st.pearsonr(pdist(a, metric), pdist(c, metric))[0]), float(pdist(a, metric)[5]), float(pdist(a, metric)[-1])]
            for metric in ("correlation", "euclidean", "cosine")]}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, (list, tuple)) else value.item() if hasattr(value, "item") else value


target = pathlib.Path(__file__).parent.parent / "Engram.Probes.Tests" / "Fixtures" / "probes.json"
target.parent.mkdir(exist_ok=True)
target.write_text(json.dumps(rounded(out), separators=(",", ":")) + "\n")
print(target, target.stat().st_size, "bytes")
