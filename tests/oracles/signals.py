#!/usr/bin/python3
"""Writes tests/Engram.Signals.Tests/Fixtures/signals.json with scipy, scikit-learn and MNE (Debian's packages).

Run:  /usr/bin/python3 tests/oracles/signals.py        (needs ../shared/data/eegmmidb-s001 beside the repository)
"""
import json, pathlib, numpy as np, scipy, scipy.signal as ss, sklearn
from scipy.linalg import eigvalsh
from sklearn.covariance import OAS, LedoitWolf

rng = np.random.RandomState(3)
x = np.round(rng.randn(4, 300).cumsum(1), 6)
sos = ss.butter(4, [8, 35], "bandpass", fs=160, output="sos")
sos3 = ss.butter(3, [1, 40], "bandpass", fs=250, output="sos")
a, b = np.cov(x[:, :150]), np.cov(x[:, 150:])
out = {
    "versions": {"scipy": scipy.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "signal": x.tolist(),
    "filtered_8_35_at_160": ss.sosfiltfilt(sos, x[0]).tolist(),
    "filtered_3_1_40_at_250": ss.sosfiltfilt(sos3, x[1]).tolist(),
    "covariance": np.cov(x).tolist(),
    "oas": OAS().fit(x.T).covariance_.tolist(),
    "ledoit_wolf": LedoitWolf().fit(x.T).covariance_.tolist(),
    "distance": float(np.sqrt((np.log(eigvalsh(a, b)) ** 2).sum())),
}
edf = pathlib.Path(__file__).parents[3] / "shared/data/eegmmidb-s001/S001R04.edf"
if edf.exists():
    import mne
    raw = mne.io.read_raw_edf(edf, preload=True, verbose="error")
    d = raw.get_data()
    out["edf"] = {"mne": mne.__version__, "channels": raw.ch_names, "shape": list(d.shape), "rate": raw.info["sfreq"],
                  "window_start": 4321, "window": d[:3, 4321:4331].tolist(), "row_sums": [float(s) for s in d.sum(1)],
                  "annotations": [[float(o), float(t), s] for o, t, s in zip(raw.annotations.onset, raw.annotations.duration, raw.annotations.description)]}
path = pathlib.Path(__file__).parents[1] / "Engram.Signals.Tests/Fixtures/signals.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(path.name, path.stat().st_size)
