#!/usr/bin/python3
"""Writes tests/Engram.Signals.Tests/Fixtures/processing.json with scipy, MNE and scikit-learn (Debian's packages).

Run:  /usr/bin/python3 tests/oracles/processing.py
"""
import json, pathlib, warnings, numpy as np, scipy, scipy.signal as ss, sklearn, mne
from scipy.linalg import eigh, solve_toeplitz, logm, expm, sqrtm, inv
from sklearn.decomposition import FastICA
warnings.simplefilter("ignore"); mne.set_log_level("error")

rng = np.random.RandomState(5)
fs = 250.0
x = np.round(rng.randn(2, 400).cumsum(1) * 0.3 + rng.randn(2, 400), 5)
every = lambda a, n: np.asarray(a).ravel()[::n].tolist()
complex_pairs = lambda a, n: [[float(z.real), float(z.imag)] for z in np.asarray(a).ravel()[::n]]
out = {"versions": {"scipy": scipy.__version__, "mne": mne.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
       "signal": x.tolist()}

designs = {
    "butter_5_low_30": ss.butter(5, 30, "lowpass", fs=fs, output="sos"),
    "butter_4_high_1": ss.butter(4, 1, "highpass", fs=fs, output="sos"),
    "butter_3_stop_45_55": ss.butter(3, [45, 55], "bandstop", fs=fs, output="sos"),
    "butter_3_band_1_100": ss.butter(3, [1, 100], "bandpass", fs=fs, output="sos"),
    "cheby1_5_1_low_30": ss.cheby1(5, 1, 30, "lowpass", fs=fs, output="sos"),
    "cheby1_4_05_band_8_30": ss.cheby1(4, 0.5, [8, 30], "bandpass", fs=fs, output="sos"),
    "cheby2_4_40_high_5": ss.cheby2(4, 40, 5, "highpass", fs=fs, output="sos"),
    "cheby2_5_60_stop_40_60": ss.cheby2(5, 60, [40, 60], "bandstop", fs=fs, output="sos"),
    "ellip_5_05_60_band_8_30": ss.ellip(5, 0.5, 60, [8, 30], "bandpass", fs=fs, output="sos"),
    "ellip_4_1_50_stop_40_60": ss.ellip(4, 1, 50, [40, 60], "bandstop", fs=fs, output="sos"),
    "ellip_7_01_80_low_40": ss.ellip(7, 0.1, 80, 40, "lowpass", fs=fs, output="sos"),
    "bessel_4_low_20": ss.bessel(4, 20, "lowpass", fs=fs, output="sos"),
    "bessel_9_low_60": ss.bessel(9, 60, "lowpass", fs=fs, output="sos"),
    "bessel_3_band_5_20": ss.bessel(3, [5, 20], "bandpass", fs=fs, output="sos"),
}
b, a = ss.iirnotch(50, 30, fs)
designs["notch_50_30"] = np.r_[b, a][None]
out["filters"] = {name: {"causal": every(ss.sosfilt(sos, x[0]), 9), "zero_phase": every(ss.sosfiltfilt(sos, x[0]), 9)} for name, sos in designs.items()}

bands = {"band_1_40": (1, 40), "low_30": (None, 30), "high_2": (2, None), "stop_40_90": (90, 40)}
out["fir"] = {name: {"length": len(h), "taps": every(h, 7), "filtered": every(mne.filter.filter_data(x[:1], fs, l, u), 9)}
              for name, (l, u) in bands.items() for h in [mne.filter.create_filter(None, fs, l, u)]}
out["resample"] = {f"{up}_{down}": ss.resample_poly(x[0], up, down)[::5].tolist() for up, down in [(25, 32), (3, 2), (1, 4), (4, 1)]}
out["rfft"] = {str(n): complex_pairs(np.fft.rfft(x[1][:n]), 1 if n < 40 else 17) for n in (1, 2, 7, 30, 37, 128, 210, 211, 367, 400)}
out["welch"] = ss.welch(x, fs, nperseg=64, noverlap=32)[1].tolist()
out["stft"] = complex_pairs(ss.stft(x[0], fs, nperseg=64, noverlap=48)[2], 13)
out["morlet"] = complex_pairs(mne.time_frequency.tfr_array_morlet(x[None], fs, [10.0, 17.5, 40.0], n_cycles=[5.0] * 3, zero_mean=True, output="complex"), 31)
tapers, ratios = ss.windows.dpss(100, 4, 7, return_ratios=True)
out["dpss"] = {"tapers": [every(t, 9) for t in tapers], "ratios": ratios.tolist()}
# Thomson's estimator from scipy's symmetric tapers. MNE 1.3 takes one sample more and cuts it off (sym=False), which is 1 % away here.
v, lam = ss.windows.dpss(400, 4, 8, return_ratios=True); v, lam = v[lam > 0.9], lam[lam > 0.9]
psd = np.einsum("k,ckf->cf", lam / lam.sum(), np.abs(np.fft.rfft((x - x.mean(1, keepdims=True))[:, None] * v)) ** 2) * 2 / fs
psd[:, [0, -1]] /= 2
out["multitaper"] = [every(p, 5) for p in psd]
out["hilbert"] = complex_pairs(ss.hilbert(x[0]), 9)
out["hilbert_odd"] = complex_pairs(ss.hilbert(x[0][:333]), 9)
out["detrend"] = every(ss.detrend(x[0]), 9)
out["cepstrum"] = every(np.fft.ifft(np.log(np.abs(np.fft.fft(x[0])))).real, 9)

# linear prediction: the normal equations solved outright, Burg by the normal-equation form of each order's least squares
n = x.shape[1]
r = np.array([x[0][: n - k] @ x[0][k:] / n for k in range(13)])
out["autocorrelation"] = r.tolist()
out["levinson"] = (-solve_toeplitz(r[:12], r[1:])).tolist()
poly = np.array([1.0]); f = x[0].copy(); g = x[0].copy()
for m in range(12):
    ff, gg = f[1:], g[:-1]
    k = -2 * (ff @ gg) / (ff @ ff + gg @ gg)
    poly = np.r_[poly, 0] + k * np.r_[poly, 0][::-1]
    f, g = ff + k * gg, gg + k * ff
out["burg"] = poly[1:].tolist()
A = np.r_[1, out["levinson"]]
P, Q = np.r_[A, 0] + np.r_[A, 0][::-1], np.r_[A, 0] - np.r_[A, 0][::-1]
angles = np.angle(np.r_[np.roots(P), np.roots(Q)])
out["lsf"] = np.sort(angles[(angles > 1e-6) & (angles < np.pi - 1e-6)]).tolist()

def dtw(p, q):
    D = np.full((len(p) + 1, len(q) + 1), np.inf); D[0, 0] = 0
    for i in range(len(p)):
        for j in range(len(q)):
            D[i + 1, j + 1] = (p[i] - q[j]) ** 2 + min(D[i, j], D[i, j + 1], D[i + 1, j])
    return float(np.sqrt(D[-1, -1]))
def soft(p, q, gamma):
    D = np.full((len(p) + 1, len(q) + 1), np.inf); D[0, 0] = 0
    for i in range(len(p)):
        for j in range(len(q)):
            D[i + 1, j + 1] = (p[i] - q[j]) ** 2 - gamma * np.logaddexp.reduce([-D[i, j] / gamma, -D[i, j + 1] / gamma, -D[i + 1, j] / gamma])
    return float(D[-1, -1])
out["dtw"] = dtw(x[0][:60], x[1][:75])
out["soft_dtw"] = {str(g): soft(x[0][:60], x[1][:75], g) for g in (0.1, 2.0)}

# geometry: matrix functions by scipy's general algorithms
C = [np.cov(np.round(rng.randn(5, 30), 4)) + 0.1 * np.diag(range(5)) for _ in range(11)]
M = np.mean(C, 0)
for _ in range(60):
    R = sqrtm(M).real; W = inv(R)
    M = R @ expm(np.mean([logm(W @ c @ W).real for c in C], 0)) @ R
W = inv(sqrtm(M).real)
out["spd"] = [c.tolist() for c in C]
out["karcher_mean"] = M.tolist()
out["log_euclidean_mean"] = expm(np.mean([logm(c).real for c in C], 0)).tolist()
out["tangent"] = [[float(L[i, j] * (1 if i == j else 2 ** .5)) for i in range(5) for j in range(i, 5)] for L in [logm(W @ c @ W).real for c in C[:3]]]
out["csp"] = eigh(C[0], C[0] + C[1])[0].tolist()

up = np.round(rng.randn(14, 3), 3); up[:, 2] = np.abs(up[:, 2])
out["sites"] = up.tolist()
out["spline"] = mne.channels.interpolation._make_interpolation_matrix(up[:11], up[11:]).tolist()

t = np.arange(3000) / 300.0
S = np.c_[np.sin(2 * np.pi * 1.3 * t), np.sign(np.sin(2 * np.pi * 0.7 * t + 1)), ((t * 1.9) % 1.0) ** 3].T
S = (S - S.mean(1, keepdims=True)) / S.std(1, keepdims=True)
mix = np.array([[1, .5, .2], [.3, -1, .6], [.8, .4, 1]])
ica = FastICA(3, fun="logcosh", algorithm="parallel", whiten="unit-variance", tol=1e-12, max_iter=1000, random_state=0).fit((mix @ S).T)
out["fastica_mixing"] = ica.mixing_.tolist()
white = (mix @ S) ; white = white - white.mean(1, keepdims=True)
lam, vec = np.linalg.eigh(white @ white.T / 3000); K = (vec / np.sqrt(lam)).T
B = mne.preprocessing.infomax((K @ white).T, extended=True, random_state=0, max_iter=500) @ K
out["infomax_mixing"] = (np.linalg.inv(B) * np.std(B @ white, axis=1)).tolist()
path = pathlib.Path(__file__).parents[1] / "Engram.Signals.Tests/Fixtures/processing.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(path.name, path.stat().st_size)
