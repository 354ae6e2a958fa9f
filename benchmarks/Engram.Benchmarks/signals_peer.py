"""One peer of a signal duel, driven line by line by the harness: signals_peer.py CASE THREADS FOLDER.

Answers `ready`, then to `memory`: resident MB before and at the peak of the first run; to `check FILE`: the result as float64;
to `run N`: wall and processor seconds of one of N runs. D7 is written from the formulas that pyRiemann documents, over whole
stacks of matrices, because Debian does not package pyRiemann.
"""
import sys, time, warnings
import numpy as np

case, threads, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
warnings.simplefilter("ignore")
RATE = 256.0


def load(name, *shape):
    return np.fromfile(f"{folder}/{name}.f64").reshape(shape)


def signal():
    return load("signal", 64, -1)


def mne():
    import mne
    mne.set_log_level("error")
    return mne


def read_edf():
    m = mne()
    return lambda: m.io.read_raw_edf(f"{folder}/signal.edf", preload=True)._data


def windows():
    raw = mne().io.read_raw_edf(f"{folder}/signal.edf", preload=False)
    starts = load("windows", -1).astype(int)
    return lambda: [raw[:, s:s + 1024][0] for s in starts]


def butterworth():
    import scipy.signal as ss
    x = signal()
    return lambda: ss.sosfiltfilt(ss.butter(4, [1, 40], "bandpass", fs=RATE, output="sos"), x)


def fir():
    m, x = mne(), signal()
    return lambda: m.filter.filter_data(x, RATE, 1, 40, n_jobs=threads)


def resample():
    import scipy.signal as ss
    x = signal()
    return lambda: ss.resample_poly(x, 25, 32, axis=1)


def with_workers(work):
    import scipy.fft

    def run():
        with scipy.fft.set_workers(threads):
            return work()
    return run


def welch():
    import scipy.signal as ss
    x = signal()
    return with_workers(lambda: ss.welch(x, RATE, nperseg=512, noverlap=256)[1])


def stft():
    import scipy.signal as ss
    x = signal()[:8].copy()
    return with_workers(lambda: ss.stft(x, RATE, nperseg=256, noverlap=192)[2])


def morlet():
    m, x = mne(), load("morlet", 20, 8, 512)
    frequencies = np.arange(8.0, 68.0, 2.0)
    return lambda: m.time_frequency.tfr_array_morlet(x, RATE, frequencies, n_cycles=5.0, zero_mean=True, output="power", n_jobs=threads)


def epochs():
    m, x = mne(), signal()
    raw = m.io.RawArray(x, m.create_info(64, RATE, "eeg"), copy=None)
    events = np.c_[256 * np.arange(1, 598), np.zeros(597, int), np.ones(597, int)]
    return lambda: m.Epochs(raw, events, tmin=0, tmax=1, baseline=None, proj=False, preload=True).get_data()


def trials():
    return load("trials", 288, 22, 750)


def oas(x):
    n, t = x.shape[1:]
    x = x - x.mean(2, keepdims=True)
    c = x @ x.transpose(0, 2, 1) / t
    mu = np.trace(c, axis1=1, axis2=2) / n
    alpha = (c ** 2).mean((1, 2))
    rho = np.minimum((alpha + mu ** 2) / ((t + 1) * (alpha - mu ** 2 / n)), 1)
    return (1 - rho)[:, None, None] * c + (rho * mu)[:, None, None] * np.eye(n)


def function(c, f):
    values, vectors = np.linalg.eigh(c)
    return (vectors * f(values)[..., None, :]) @ np.swapaxes(vectors, -1, -2)


def mean(c, tolerance=1e-8):
    m, nu, tau, criterion = c.mean(0), 1.0, np.finfo(float).max, np.inf
    for _ in range(50):
        if criterion <= tolerance or nu <= tolerance:
            break
        root, inverse = function(m, np.sqrt), function(m, lambda v: 1 / np.sqrt(v))
        j = function(inverse @ c @ inverse, np.log).mean(0)
        m = root @ function(nu * j, np.exp) @ root
        criterion = np.linalg.norm(j)
        if nu * criterion < tau:
            nu, tau = 0.95 * nu, nu * criterion
        else:
            nu *= 0.5
    return m


def covariance():
    x = trials()
    return lambda: oas(x)


def minimum_distance():
    c, labels = oas(trials()), np.arange(288) % 4

    def run():
        means = [mean(c[labels == k]) for k in range(4)]
        distances = []
        for m in means:
            w = function(m, lambda v: 1 / np.sqrt(v))
            distances.append(np.sqrt((np.log(np.linalg.eigvalsh(w @ c @ w)) ** 2).sum(1)))
        return [*means, np.argmin(distances, 0).astype(float)]
    return run


def tangent():
    c = oas(trials())
    rows, columns = np.triu_indices(22)
    weights = np.where(rows == columns, 1.0, np.sqrt(2))

    def run():
        w = function(mean(c), lambda v: 1 / np.sqrt(v))
        return function(w @ c @ w, np.log)[:, rows, columns] * weights
    return run


def wfdb():
    record = f"{folder}/100"

    def run():
        lines = open(record + ".hea").read().split("\n")
        count = int(lines[0].split()[3])
        fields = [line.split() for line in lines[1:3]]
        b = np.fromfile(f"{record}.dat", np.uint8).reshape(-1, 3).astype(np.int16)
        digital = np.empty((2, count), np.int16)
        digital[0] = b[:, 0] | ((b[:, 1] & 15) << 8)
        digital[1] = b[:, 2] | ((b[:, 1] >> 4) << 8)
        digital[digital > 2047] -= 4096
        values = []
        for d, f in zip(digital, fields):
            assert (int(d.sum(dtype=np.int64)) - int(f[6])) % 65536 == 0, "checksum"
            values.append((d - float(f[4])) / float(f[2].split("/")[0].split("(")[0]) * 1e-3)
        return values
    return run


def dtw():
    pairs = load("warping", 8, 2, 1000)

    def distance(a, b):  # one anti-diagonal after another, each a vector
        n, m = len(a), len(b)
        reversed_b = b[::-1]
        before, last = np.full(n + 2, np.inf), np.full(n + 2, np.inf)
        for k in range(n + m - 1):
            low, high = max(0, k - m + 1), min(n, k + 1)
            d = a[low:high] - reversed_b[m - 1 - k + low:m - 1 - k + high]
            d *= d
            now = np.full(n + 2, np.inf)
            if k == 0:
                now[1] = d[0]
            else:
                best = np.minimum(last[low:high], last[low + 1:high + 1])
                np.minimum(best, before[low:high], out=best)
                now[low + 1:high + 1] = d + best
            before, last = last, now
        return np.sqrt(last[n])
    return lambda: [np.array([distance(a, b) for a, b in pairs])]


CASES = dict(read=read_edf, windows=windows, butterworth=butterworth, fir=fir, resample=resample, welch=welch, stft=stft, morlet=morlet,
             epochs=epochs, oas=covariance, mdm=minimum_distance, tangent=tangent, wfdb=wfdb, dtw=dtw)


import probes_peer
CASES.update(probes_peer.cases(load))


def status(key):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(key)) / 1024


work = CASES[case]()
print("ready", flush=True)
for line in sys.stdin:
    command, *argument = line.split()
    if command == "memory":
        before = status("VmRSS")
        with open("/proc/self/clear_refs", "w") as file:  # Linux forgets the peak so far
            file.write("5")
        work()
        print(before, status("VmHWM"), flush=True)
    elif command == "check":
        with open(argument[0], "wb") as file:
            result = work()
            for part in result if isinstance(result, list) else [result]:
                np.ascontiguousarray(part).tofile(file)
        print("written", flush=True)
    else:
        repeats = int(argument[0])
        wall, processor = time.perf_counter(), time.process_time()
        for _ in range(repeats):
            work()
        print((time.perf_counter() - wall) / repeats, (time.process_time() - processor) / repeats, flush=True)
