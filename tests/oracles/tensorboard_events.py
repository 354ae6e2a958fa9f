#!/usr/bin/python3
"""TensorBoard event files by the published formats alone (TFRecord framing, CRC-32C, protobuf wire format), apart from the C# writer.

Without arguments: writes tests/Engram.Modeling.Tests/Fixtures/events.bin, what the C# test must write byte for byte.
With a file: reads it, checks every checksum and prints its scalars as JSON lines.
Run: /usr/bin/python3 tests/oracles/tensorboard_events.py [FILE]"""
import json, pathlib, struct, sys

TABLE = []
for n in range(256):
    c = n
    for _ in range(8):
        c = (c >> 1) ^ (0x82F63B78 if c & 1 else 0)
    TABLE.append(c)

def crc32c(data):
    c = 0xFFFFFFFF
    for b in data:
        c = TABLE[(c ^ b) & 0xFF] ^ (c >> 8)
    return c ^ 0xFFFFFFFF

assert crc32c(b"123456789") == 0xE3069283

def masked(data):
    c = crc32c(data)
    return (((c >> 15) | (c << 17)) + 0xA282EAD8) & 0xFFFFFFFF

def varint(n):
    out = b""
    while n >= 0x80:
        out += bytes([n & 0x7F | 0x80])
        n >>= 7
    return out + bytes([n])

def delimited(field, data):
    return varint(field << 3 | 2) + varint(len(data)) + data

def event(time, step, rest):
    return varint(1 << 3 | 1) + struct.pack("<d", time) + varint(2 << 3) + varint(step) + rest

def record(data):
    length = struct.pack("<Q", len(data))
    return length + struct.pack("<I", masked(length)) + data + struct.pack("<I", masked(data))

def scalars(values):
    return delimited(5, b"".join(delimited(1, delimited(1, t.encode()) + varint(2 << 3 | 5) + struct.pack("<f", v)) for t, v in values))

def read_varint(data, at):
    shift = value = 0
    while True:
        b = data[at]
        at += 1
        value |= (b & 0x7F) << shift
        if b < 0x80:
            return value, at
        shift += 7

def fields(data):
    at = 0
    while at < len(data):
        key, at = read_varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = read_varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
            value, at = data[at:at + size], at + size
        else:
            size, at = read_varint(data, at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value

def read(path):
    data, at = pathlib.Path(path).read_bytes(), 0
    while at < len(data):
        (size,), (check,) = struct.unpack_from("<Q", data, at), struct.unpack_from("<I", data, at + 8)
        assert check == masked(data[at:at + 8]), f"length checksum at byte {at}"
        body = data[at + 12:at + 12 + size]
        assert struct.unpack_from("<I", data, at + 12 + size)[0] == masked(body), f"checksum at byte {at}"
        at += 16 + size
        row = {}
        for field, value in fields(body):
            if field == 2:
                row["step"] = value
            elif field == 3:
                row["version"] = value.decode()
            elif field == 5:
                for _, entry in fields(value):
                    parts = dict(fields(entry))
                    row[parts[1].decode()] = struct.unpack("<f", parts[2])[0]
        yield row

if len(sys.argv) > 1:
    for row in read(sys.argv[1]):
        print(json.dumps(row))
else:
    time = 1700000000.25
    out = record(event(time, 0, delimited(3, b"brain.Event:2")))
    out += record(event(time, 0, scalars([("loss", 1.5), ("terms/reconstruction", 0.1)])))
    out += record(event(time, 300, scalars([("loss", -2.25e-5), ("validation", 3e8)])))
    target = pathlib.Path(__file__).parents[1] / "Engram.Modeling.Tests/Fixtures/events.bin"
    target.write_bytes(out)
    print(*read(target), sep="\n")
