#!/usr/bin/python3
"""An independent writer and reader of safetensors files, from the format's description alone (Debian has no safetensors package).
  safetensors_interop.py         writes tests/Engram.Torch.Tests/Fixtures/interop.safetensors and reads it back
  safetensors_interop.py FILE    checks a file and prints name, type, shape and sum of every tensor"""
import json, pathlib, struct, sys
import numpy as np
TYPES = {"C64": "<c8", "I64": "<i8", "F64": "<f8", "F32": "<f4", "I32": "<i4", "BF16": "<u2", "F16": "<f2", "I16": "<i2", "I8": "i1", "U8": "u1", "BOOL": "?"}
def write(path, tensors, metadata):
    """tensors: name -> (type, array); the reference's order is widest type first, then name."""
    order = sorted(tensors, key=lambda n: (list(TYPES).index(tensors[n][0]), n))
    header, at = {"__metadata__": metadata}, 0
    for n in order:
        kind, a = tensors[n]
        header[n] = {"dtype": kind, "shape": list(a.shape), "data_offsets": [at, at + a.nbytes]}
        at += a.nbytes
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(np.ascontiguousarray(tensors[n][1]).tobytes() for n in order))
def read(path):
    data = path.read_bytes()
    (n,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + n].decode())
    metadata, body, reached, out = header.pop("__metadata__", {}), data[8 + n:], 0, {}
    for name, e in sorted(header.items(), key=lambda x: x[1]["data_offsets"]):
        begin, end = e["data_offsets"]
        a = np.frombuffer(body[begin:end], TYPES[e["dtype"]]).reshape(e["shape"])
        assert begin == reached and a.nbytes == end - begin and (8 + n) % 8 == 0, name
        reached, out[name] = end, (e["dtype"], a)
    assert reached == len(body)
    return out, metadata
if len(sys.argv) > 1:
    tensors, metadata = read(pathlib.Path(sys.argv[1]))
    print(json.dumps(metadata, ensure_ascii=False))
    for name, (kind, a) in tensors.items():
        values = (a.astype("<u4") << 16).view("<f4") if kind == "BF16" else a
        print(name, kind, list(a.shape), values.sum())
else:
    step = np.arange(6, dtype="<f4").reshape(2, 3)
    bf16 = lambda a: (a.astype("<f4").view("<u4") >> 16).astype("<u2")
    tensors = {"f64": ("F64", step.astype("<f8") / 4 - 0.5), "f32": ("F32", step / 4 - 0.5), "f16": ("F16", (step / 4 - 0.5).astype("<f2")), "bf16": ("BF16", bf16(step / 4 - 0.5)),
        "i64": ("I64", step.astype("<i8") * 3 - 7), "i32": ("I32", step.astype("<i4") * 3 - 7), "i16": ("I16", step.astype("<i2") * 3 - 7), "i8": ("I8", step.astype("i1") * 3 - 7),
        "u8": ("U8", step.astype("u1") * 50), "bool": ("BOOL", step % 2 == 1), "c64": ("C64", (step - 1j * step).astype("<c8")), "scalar": ("F32", np.array(2.5, "<f4")),
        "empty": ("F32", np.zeros((2, 0, 3), "<f4")), "größe.\"weight\"": ("F32", np.array([1.5], "<f4"))}
    path = pathlib.Path(__file__).parents[1] / "Engram.Torch.Tests/Fixtures/interop.safetensors"
    write(path, tensors, {"author": "Ångström", "format": "pt"})
    back, metadata = read(path)
    assert metadata == {"author": "Ångström", "format": "pt"} and all(np.array_equal(a, back[n][1]) for n, (_, a) in tensors.items())
    print(path.stat().st_size, "bytes")
