#!/usr/bin/python3
"""Writes small files with other people's writers, and digests of every staged recording as other people's readers see it.

Output:  tests/Engram.Signals.Tests/Fixtures/formats/*   (files of a few kB: MNE, scipy, nibabel, numpy; GDF by hand, read back by MNE)
         tests/Engram.Signals.Tests/Fixtures/formats.json (digests)
Run:     /usr/bin/python3 tests/oracles/signal_formats.py   (Debian's python3-mne, python3-scipy, python3-nibabel; ../shared/data beside the repository)
"""
import gzip, json, pathlib, struct, warnings
import mne, nibabel, numpy as np, scipy, scipy.io
warnings.simplefilter("ignore"); mne.set_log_level("error")
here = pathlib.Path(__file__).parents[1] / "Engram.Signals.Tests/Fixtures"
data = pathlib.Path(__file__).parents[3] / "shared/data"
out = here / "formats"; out.mkdir(parents=True, exist_ok=True)
rng = np.random.RandomState(7)

def numbers(values):
    return [None if not np.isfinite(v) else float(f"{v:.10g}") for v in values]

def annotations(raw, shift=0.0):
    return [[float(a["onset"]) - shift, float(a["duration"]), str(a["description"])] for a in raw.annotations]

def recording(raw):
    # trigger channels are compared as the 17 bits that MNE keeps
    x = raw.get_data()
    return {"names": raw.ch_names, "rate": float(raw.info["sfreq"]), "count": int(x.shape[1]),
            "sums": numbers(x.sum(1)), "first": numbers(x[:, 0]), "last": numbers(x[:, -1]), "squares": numbers((x ** 2).sum(1)),
            "annotations": annotations(raw, raw.first_samp / raw.info["sfreq"] if raw.info["meas_date"] is not None and raw.first_samp and raw.annotations.orig_time is not None else 0.0),
            "positions": [[float(f"{v:.7g}") if np.isfinite(v) else None for v in c["loc"][:12]] for c in raw.info["chs"]], "bads": raw.info["bads"]}

def evoked(e):
    return {"comment": e.comment, "names": e.ch_names, "rate": float(e.info["sfreq"]), "start": float(e.times[0]), "count": int(e.data.shape[1]), "average": int(e.nave),
            "sums": numbers(e.data.sum(1)), "squares": numbers((e.data ** 2).sum(1)), "first": numbers(e.data[:, 0]), "positions": [[float(f"{v:.7g}") if np.isfinite(v) else None for v in c["loc"][:12]] for c in e.info["chs"]]}

def volume(path):
    v = nibabel.load(path); x = np.asanyarray(v.dataobj).astype(np.float64)
    return {"shape": list(x.shape), "affine": v.affine.ravel().tolist(), "sum": float(x.sum()), "squares": float((x ** 2).sum()), "zooms": [float(z) for z in v.header.get_zooms()],
            "points": [[*map(int, i), float(x[tuple(i)])] for i in (rng.rand(5, x.ndim) * x.shape).astype(int)]}

def array(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "sum": float(x.astype(np.float64).sum()), "values": numbers(x.astype(np.float64).ravel()[:6])}

# --- small files by other writers -----------------------------------------------------------------------------------
def make_raw(n=400):
    info = mne.create_info(["Fp1", "Cz", "EOG1", "STI 014"], 200.0, ["eeg", "eeg", "eog", "stim"])
    x = np.r_[2e-5 * rng.randn(3, n), np.repeat([[0, 3, 0, 7]], n // 4, 1).reshape(1, -1)]
    raw = mne.io.RawArray(x, info)
    raw.set_montage(mne.channels.make_standard_montage("standard_1005"), on_missing="ignore")
    raw.set_annotations(mne.Annotations([0.5, 1.25], [0, 0.25], ["left", "BAD muscle"]))
    raw.info["bads"] = ["Cz"]
    return raw

digests = {"versions": {"mne": mne.__version__, "scipy": scipy.__version__, "nibabel": nibabel.__version__, "numpy": np.__version__}, "small": {}, "staged": {}}
small, staged = digests["small"], digests["staged"]
raw = make_raw()
raw.save(out / "small_raw.fif", fmt="single", buffer_size_sec=0.5, overwrite=True)
raw._cals = np.array([1e-8, 1e-8, 1e-8, 1.0])  # so that 16-bit numbers can hold microvolts
for c, cal in zip(raw.info["chs"], raw._cals): c["cal"] = float(cal)
raw.save(out / "short_raw.fif", fmt="short", buffer_size_sec=0.7, overwrite=True)
for name in ("small_raw.fif", "short_raw.fif"):
    small[name] = recording(mne.io.read_raw_fif(out / name, preload=True))
events = np.array([[100, 0, 1], [250, 0, 1]])
average = mne.Epochs(raw, events, tmin=-0.1, tmax=0.3, baseline=None, picks="all", reject_by_annotation=False, preload=True).average(picks="all")
average.comment = "left"
mne.write_evokeds(out / "small-ave.fif", [average], overwrite=True)
small["small-ave.fif"] = [evoked(e) for e in mne.read_evokeds(out / "small-ave.fif")]
cov = mne.compute_raw_covariance(raw, picks="eeg", reject_by_annotation=False)
mne.write_cov(out / "small-cov.fif", cov, overwrite=True)
small["small-cov.fif"] = {"names": cov["names"], "nfree": int(cov["nfree"]), "data": cov.data.ravel().tolist()}

for tag, big in (("", False), ("c", True)):
    scipy.io.savemat(out / f"small{tag}.mat", {"m": np.arange(6.0).reshape(2, 3), "i": np.arange(4, dtype=np.int16), "text": "hello", "b": np.array([True, False]), "z": np.array([1 + 2j]),
        "s": {"a": 1.5, "inner": {"name": "deep"}}, "c": np.array([np.arange(3.0), "cell"], dtype=object), "cube": np.arange(24.0).reshape(2, 3, 4)}, do_compression=big)
eeg = {"setname": "x", "nbchan": 3.0, "pnts": 100.0, "trials": 1.0, "srate": 128.0, "xmin": 0.0, "xmax": 99 / 128,
       "chanlocs": np.array([("Fp1", 80.0, 26.0, -3.0), ("Cz", -9.0, 0.0, 100.0), ("EOG1", np.nan, np.nan, np.nan)], dtype=[("labels", object), ("X", object), ("Y", object), ("Z", object)]),
       "event": np.array([("square", 11.0, 0.0), ("rt", 51.5, 13.0)], dtype=[("type", object), ("latency", object), ("duration", object)]), "epoch": np.array([])}
x = (20 * rng.randn(3, 100)).astype("<f4")
scipy.io.savemat(out / "inside.set", {"EEG": {**eeg, "data": x}})
scipy.io.savemat(out / "beside.set", {"EEG": {**eeg, "data": "beside.fdt"}}); (out / "beside.fdt").write_bytes(x.T.tobytes())
for name in ("inside.set", "beside.set"):
    small[name] = recording(mne.io.read_raw_eeglab(out / name, preload=True))

affine = np.array([[-2, 0.1, 0, 30], [0, 2, 0.2, -40], [0.1, 0, 3, -10], [0, 0, 0, 1]])
v = (rng.rand(7, 6, 5) * 200).astype(np.int16)
nibabel.save(nibabel.Nifti1Image(v, affine), out / "small.nii.gz")
nibabel.save(nibabel.Nifti2Image(v.astype(np.float32), affine), out / "second.nii")
nibabel.save(nibabel.MGHImage(v.astype(np.uint8), affine), out / "small.mgz")
nibabel.save(nibabel.Nifti1Pair(v.astype(">i2"), affine, nibabel.Nifti1Header(endianness=">")), out / "pair.hdr")
for name in ("small.nii.gz", "second.nii", "small.mgz", "pair.hdr"):
    small[name] = volume(out / name)

a = rng.randn(3, 4, 2)
np.save(out / "c.npy", a); np.save(out / "f.npy", np.asfortranarray(a.astype(">f4"))); np.savez_compressed(out / "two.npz", a=a, n=np.arange(5))
for name in ("c.npy", "f.npy"):
    small[name] = array(np.load(out / name))
small["two.npz"] = {k: array(w) for k, w in np.load(out / "two.npz").items()}

def gdf(version):
    """Two channels (int16 at 100 Hz), 3 records of 1 s, three events."""
    second = version >= 2; n = 2
    head = bytearray(256); head[:8] = f"GDF {version:.2f}".encode(); head[8:9] = b"X"
    if second:
        struct.pack_into("<Q", head, 168, int((367 + 731000 - 1) * 2 ** 32)); struct.pack_into("<H", head, 184, 1 + n)
        struct.pack_into("<qII", head, 236, 3, 1, 1); struct.pack_into("<H", head, 252, n)
    else:
        head[168:184] = b"2003040506070800"; struct.pack_into("<q", head, 184, 256 * (1 + n)); struct.pack_into("<qIII", head, 236, 3, 1, 1, n)
    p = b"".join(s.ljust(16).encode() for s in ("C3", "C4")) + b" " * 80 * n
    p += b"uV    " * n + struct.pack("<H", 4275) * n if second else b"uV".ljust(8) * n
    p += struct.pack("<2d", -100, -1000) + struct.pack("<2d", 100, 1000)
    p += (struct.pack("<2d", -32768, -1000) + struct.pack("<2d", 32767, 1000)) if second else (struct.pack("<2q", -32768, -1000) + struct.pack("<2q", 32767, 1000))
    p += bytes(80 * n) + struct.pack("<2I", 100, 100) + struct.pack("<2I", 3, 3) + bytes(32 * n)
    body = b"".join(rng.randint(-3000, 3000, 100).astype("<i2").tobytes() + rng.randint(-900, 900, 100).astype("<i2").tobytes() for _ in range(3))
    k, pos, typ, chn, dur = 3, [11, 101, 250], [769, 770, 1023], [0, 2, 0], [50, 0, 25]
    table = (struct.pack("<B", 3) + struct.pack("<I", k)[:3] + struct.pack("<f", 100)) if second else (struct.pack("<B", 3) + struct.pack("<I", 100)[:3] + struct.pack("<I", k))
    return bytes(head) + p + body + table + struct.pack("<3I3H3H3I", *pos, *typ, *chn, *dur)
for name, version in (("one.gdf", 1.25), ("two.gdf", 2.11)):
    (out / name).write_bytes(gdf(version)); small[name] = recording(mne.io.read_raw_gdf(out / name, preload=True))

# --- the staged recordings ------------------------------------------------------------------------------------------
if data.exists():
    readers = {"eegmmidb-s001/*.edf": mne.io.read_raw_edf, "eeg-format-samples/*.edf": mne.io.read_raw_edf, "ieeg-seeg-ecog/*.edf": mne.io.read_raw_edf, "eeg-format-samples/*.bdf": mne.io.read_raw_bdf,
               "eeg-format-samples/*.vhdr": mne.io.read_raw_brainvision, "eeglab-sample/*.set": mne.io.read_raw_eeglab, "mne-meg-eeg/*_raw.fif": mne.io.read_raw_fif, "yasa-sleep/*.fif": mne.io.read_raw_fif}
    for pattern, read in readers.items():
        for path in sorted(data.glob(pattern)):
            digest = recording(read(path, preload=True))
            if len(digest["names"]) > 30:  # every eighth channel is enough of the large ones
                for key in ("names", "sums", "first", "last", "squares", "positions"):
                    digest[key] = digest[key][::8]
                digest["step"] = 8
            if not path.name.endswith("fif"):
                digest.pop("positions")
            staged[str(path.relative_to(data))] = digest
    for path in sorted([*data.glob("erp-core-p3-ave/*.fif"), *data.glob("mne-meg-eeg/*-ave.fif.gz")]):
        staged[str(path.relative_to(data))] = [{k: (v[::16] if isinstance(v, list) else v) for k, v in evoked(e).items()} for e in mne.read_evokeds(path, proj=False)]
    cov = mne.read_cov(data / "mne-meg-eeg/test-cov.fif.gz")
    staged["mne-meg-eeg/test-cov.fif.gz"] = {"names": cov["names"][::16], "nfree": int(cov["nfree"]), "trace": float(np.trace(cov.data)), "sum": float(cov.data.sum()), "row": cov.data[17, :8].tolist()}
    for pattern in ("colin27-mri/*.nii.gz", "mni152-2009a/*.nii.gz", "synthseg-label-maps/*.nii.gz", "nifti-samples/*.nii*", "nitime-fmri-spikes/*.nii.gz", "mri-brain-aseg/*.mgz"):
        for path in sorted(data.glob(pattern)):
            staged[str(path.relative_to(data))] = volume(path)
    for path in sorted(p for p in data.glob("**/*.npy") if np.load(p, mmap_mode="r").dtype.kind in "fiub"):
        staged[str(path.relative_to(data))] = array(np.load(path))
    for path in sorted(data.glob("nelpy-hippocampus/*.mat")):
        staged[str(path.relative_to(data))] = {k: array(v) for k, v in scipy.io.loadmat(path).items() if isinstance(v, np.ndarray) and v.dtype.kind in "fiu"}

    def wfdb(path):
        """A plain decoder of formats 16, 80 and 212 with one sample a frame: channel count, rate, digital sums, first and last."""
        lines = [l for l in path.read_text().splitlines() if l.strip() and not l.startswith("#")]
        n = int(lines[0].split()[1]); rate = float(lines[0].split()[2].split("/")[0]); fields = [l.split(None, 8) for l in lines[1:1 + n]]
        if any("x" in f[1] or ":" in f[1] for f in fields) or len({f[0] for f in fields}) > 1:
            return None
        code, _, skip = fields[0][1].partition("+"); b = np.frombuffer((path.parent / fields[0][0]).read_bytes(), np.uint8)[int(skip or 0):]
        if code == "16": d = b[:len(b) // 2 * 2].view("<i2").astype(int)
        elif code == "80": d = b.astype(int) - 128
        elif code == "212":
            t = b[:len(b) // 3 * 3].reshape(-1, 3).astype(int); d = np.c_[t[:, 0] | (t[:, 1] & 15) << 8, t[:, 2] | (t[:, 1] & 240) << 4].ravel(); d[d > 2047] -= 4096
        else: return None
        d = d[:len(d) // n * n].reshape(-1, n)
        if len(lines[0].split()) > 3: d = d[:int(lines[0].split()[3])]
        return {"rate": rate, "count": len(d), "sums": d.sum(0).tolist(), "first": d[0].tolist(), "last": d[-1].tolist(), "checksums": [int(f[6]) for f in fields]}
    for path in sorted(data.glob("**/*.hea")):
        if (digest := wfdb(path)) is not None:
            staged[str(path.relative_to(data))] = digest

(here / "formats.json").write_text(json.dumps(digests, separators=(",", ":")) + "\n")
print({k: len(v) for k, v in digests.items()}, (here / "formats.json").stat().st_size, sum(p.stat().st_size for p in out.iterdir()))
