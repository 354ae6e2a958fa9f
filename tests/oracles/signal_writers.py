#!/usr/bin/python3
"""Reads what our own writers wrote with MNE, numpy and nibabel; writes tests/Engram.Signals.Tests/Fixtures/written.json.

The files are made by the test WriterOracleTests when the variable ENGRAM_SAMPLES names a folder:
    ENGRAM_SAMPLES=/tmp/samples dotnet artifacts/bin/Engram.Signals.Tests/release/Engram.Signals.Tests.dll -class "*WriterOracleTests*"
    /usr/bin/python3 tests/oracles/signal_writers.py /tmp/samples
The digest keeps the SHA-256 of the files, so a change of a writer asks for a new run.
"""
import hashlib, json, pathlib, sys, warnings
import mne, nibabel, numpy as np
warnings.simplefilter("ignore"); mne.set_log_level("error")
folder = pathlib.Path(sys.argv[1])

def wfdb(path):
    """Format 16, one sample a frame: gains in steps a millivolt, baseline 0."""
    lines = [l.split() for l in path.read_text().splitlines() if l and l[0] != "#"]
    n = int(lines[0][1]); d = np.fromfile(path.with_suffix(".dat"), "<i2").reshape(-1, n)
    assert all(int(d[:, c].astype(int).sum() & 0xFFFF) == int(lines[1 + c][6]) & 0xFFFF for c in range(n)), "checksums"
    assert all("(0)/mV" in lines[1 + c][2] for c in range(n))
    return [l[8] for l in lines[1:]], float(lines[0][2]), (d / [float(lines[1 + c][2].split("(")[0]) for c in range(n)]).T * 1e-3, []

def raw(r):
    return r.ch_names, float(r.info["sfreq"]), r.get_data(), [[float(a["onset"]), float(a["duration"]), str(a["description"])] for a in r.annotations]

out = {"versions": {"mne": mne.__version__, "nibabel": nibabel.__version__, "numpy": np.__version__}, "files": {}}
for path in sorted(folder.iterdir()):
    read = {".edf": lambda p: raw(mne.io.read_raw_edf(p, preload=True)), ".bdf": lambda p: raw(mne.io.read_raw_bdf(p, preload=True)),
            ".vhdr": lambda p: raw(mne.io.read_raw_brainvision(p, preload=True)), ".hea": wfdb}.get(path.suffix)
    entry = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    if read:
        names, rate, x, annotations = read(path)
        entry |= {"names": names, "rate": rate, "count": x.shape[1], "first": x[:, 0].tolist(), "last": x[:, -1].tolist(), "squares": (x ** 2).sum(1).tolist(), "sums": x.sum(1).tolist(), "annotations": annotations}
    elif path.suffix == ".npz":
        entry |= {"arrays": {k: {"shape": list(v.shape), "sum": float(v.sum()), "values": v.ravel()[:6].astype(float).tolist()} for k, v in np.load(path).items()}}
    elif path.suffix == ".nii":
        v = nibabel.load(path); entry |= {"shape": list(v.shape), "affine": v.affine.ravel().tolist(), "sum": float(v.get_fdata().sum()), "last": float(v.get_fdata()[-1, -1, -1])}
    out["files"][path.name] = entry
target = pathlib.Path(__file__).parents[1] / "Engram.Signals.Tests/Fixtures/written.json"
target.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(target.name, target.stat().st_size, list(out["files"]))
