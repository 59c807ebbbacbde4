#!/usr/bin/env python3
"""Verifies an export of Hashira (`hashira export --out DIR`) without Hashira: Python 3.9+, standard library only.

  python3 verify.py DIR [--public-key HEX]

Recomputes every entry's hash and chain from its canonical bytes, checks that the readable fields say what the bytes
say, adds the contributions up to the figures, and checks heads and signed checkpoints. Prints what it counted and
exits 0, or names the first difference and exits 1; exits 2 when the export cannot be read.
Bytes, chain and checkpoints are specified in docs/entry-format.md, the files of an export in its own README.txt.
"""

import argparse
import datetime
import hashlib
import json
import os
import sys


class Difference(Exception):
    """The export contradicts itself; the text says where."""


# ---- Deterministic CBOR (RFC 8949 §4.2.1), as far as entries use it -------------------------------------------------


def cbor_head(data, at):
    """(major type, number, next offset); refuses every form but the shortest."""
    first = data[at]
    major, small = first >> 5, first & 31
    if small < 24:
        return major, small, at + 1
    if small > 27:
        raise Difference(f"byte {at}: a length form that entries never use")
    size = 1 << (small - 24)
    value = int.from_bytes(data[at + 1 : at + 1 + size], "big")
    if at + 1 + size > len(data):
        raise Difference(f"byte {at}: the bytes end inside a length")
    if value < (24 if size == 1 else 1 << (8 * size // 2)):
        raise Difference(f"byte {at}: a length that is not in its shortest form")
    return major, value, at + 1 + size


def cbor_run(data, at, size):
    if at + size > len(data):
        raise Difference(f"byte {at}: the bytes end inside a string")
    return data[at : at + size], at + size


def cbor_map(data, at, size, depth):
    out, last_key = {}, b""
    for _ in range(size):
        start = at
        key, at = cbor_item(data, at, depth + 1)
        if isinstance(key, (dict, list)) or data[start:at] <= last_key:
            raise Difference(f"byte {start}: map keys out of order")
        last_key = data[start:at]
        out[key], at = cbor_item(data, at, depth + 1)
    return out, at


def cbor_array(data, at, size, depth):
    out = []
    for _ in range(size):
        item, at = cbor_item(data, at, depth + 1)
        out.append(item)
    return out, at


def cbor_item(data, at, depth=0):
    """(value, next offset). Byte strings become hex text, decimals their text, contexts (tag 40100) objects."""
    if at >= len(data) or depth > 64:
        raise Difference(f"byte {at}: the bytes end early or nest too deeply")
    major, value, at = cbor_head(data, at)
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major == 2:
        run, at = cbor_run(data, at, value)
        return run.hex(), at
    if major == 3:
        run, at = cbor_run(data, at, value)
        return run.decode("utf-8"), at
    if major == 4:
        return cbor_array(data, at, value, depth)
    if major == 5:
        return cbor_map(data, at, value, depth)
    if major == 6:
        inner, at = cbor_item(data, at, depth + 1)
        return tagged(value, inner), at
    if value not in (20, 21, 22):
        raise Difference(f"byte {at - 1}: a simple value that entries never use")
    return {20: False, 21: True, 22: None}[value], at


def tagged(tag, inner):
    if tag == 4:
        return decimal_text(inner[0], inner[1])
    if tag == 100:
        return iso_date(inner)
    if tag == 40100:
        return {inner[i]: inner[i + 1] for i in range(0, len(inner), 2)}
    if tag in (2, 3):
        number = int(inner or "0", 16)
        return number if tag == 2 else -1 - number
    return inner  # times and durations travel as text under their tag


def decimal_text(exponent, coefficient):
    """coefficient × 10^exponent in plain digits."""
    if exponent >= 0:
        return str(coefficient) + "0" * exponent
    digits = str(abs(coefficient)).rjust(1 - exponent, "0")
    return ("-" if coefficient < 0 else "") + digits[:exponent] + "." + digits[exponent:]


# ---- Entries and their chain ----------------------------------------------------------------------------------------


def iso_instant(ms):
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def iso_date(days):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=days)).isoformat()


# Key in the bytes, name in entries.jsonl, value when the bytes leave it out, how the readable form is written.
FIELDS = [
    (0, "stream", None, None),
    (1, "seq", None, None),
    (2, "type", None, None),
    (3, "version", 1, None),
    (4, "recorded_at", None, iso_instant),
    (5, "happened_on", None, iso_date),
    (6, "account_year", None, None),
    (7, "actor", None, None),
    (8, "command", "", None),
    (9, "case", 0, None),
    (10, "party", "", None),
    (11, "layer", "", None),
    (12, "corrects", 0, None),
    (13, "definition", "", None),
    (14, "synthetic", False, None),
    (15, "body", {}, None),
]


def readable(data):
    """The fields of an entry as entries.jsonl should show them, from its canonical bytes."""
    decoded, end = cbor_item(data, 0)
    if end != len(data) or not isinstance(decoded, dict):
        raise Difference(f"byte {end}: an entry is one map and nothing after it")
    out = {}
    for key, name, absent, write in FIELDS:
        value = decoded.pop(key, absent)
        if value is None:
            raise Difference(f"the bytes leave out '{name}'")
        out[name] = write(value) if write else value
    if decoded:
        raise Difference(f"the bytes hold an unknown field {min(decoded, key=str)}")
    return out


def same(a, b):
    """Equal as JSON: true is not 1."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


def from_hex(text):
    """Lower-case hex and nothing else, so that one text stands for one byte string."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise Difference("a hex text is not in lower case without blanks")
    return data


def chain(before, data):
    return hashlib.sha256(before + hashlib.sha256(data).digest()).digest()


class Stream:
    """One stream as its entries tell it: all its hashes (to look checkpoints up) and which entries are synthetic."""

    def __init__(self, name):
        self.hashes = [hashlib.sha256(name.encode()).digest()]  # of the empty stream
        self.synthetic = [False]

    @property
    def seq(self):
        return len(self.hashes) - 1


def check_entry(streams, line):
    stream, seq = line.get("stream"), line.get("seq")
    place = f"entry {stream}/{seq}"
    try:
        data = from_hex(line.pop("bytes"))
        claimed = line.pop("hash")
        told = readable(data)
    except (Difference, KeyError, ValueError, TypeError, IndexError, UnicodeDecodeError, OverflowError, AttributeError) as error:
        raise Difference(f"{place}: its bytes do not read as an entry: {error}")
    if line.keys() != told.keys():
        raise Difference(f"{place}: fields shown and fields in its bytes differ: {sorted(line.keys() ^ told.keys())}")
    for name, value in told.items():
        if not same(line[name], value):
            raise Difference(f"{place}: '{name}' is shown as {line[name]!r}, its bytes say {value!r}")
    known = streams.setdefault(stream, Stream(stream))
    if seq != known.seq + 1:
        raise Difference(f"{place}: entry {stream}/{known.seq + 1} is missing before it")
    known.hashes.append(chain(known.hashes[-1], data))
    known.synthetic.append(told["synthetic"])
    if known.hashes[-1].hex() != claimed:
        raise Difference(f"{place}: its hash is {claimed}, the chain up to it gives {known.hashes[-1].hex()}")


# ---- Contributions and figures --------------------------------------------------------------------------------------


class Cell:
    """A cell as its contributions tell it. Distinct figures count keys that are still referred to, others add up."""

    def __init__(self):
        self.sum = 0
        self.scale = 0
        self.references = {}
        self.entries = 0
        self.synthetic = 0
        self.last_seq = 0

    def value(self):
        return self.sum + sum(1 for count in self.references.values() if count > 0)


def check_fields(place, line, needed, optional=()):
    unknown = line.keys() - set(needed) - set(optional)
    if unknown or set(needed) - line.keys():
        raise Difference(f"{place}: fields are missing or unknown: {sorted(unknown | (set(needed) - line.keys()))}")


def check_contribution(streams, cells, seen, line):
    check_fields("contribution", line, ("stream", "seq", "figure", "cell", "delta"), ("key", "scale"))
    stream, seq, name, delta = line["stream"], line["seq"], line["cell"], line["delta"]
    place = f"contribution of entry {stream}/{seq} to {name}"
    if not isinstance(delta, int) or isinstance(delta, bool) or delta == 0:
        raise Difference(f"{place}: {delta!r} is not a whole number other than 0")
    if stream not in streams or not 1 <= seq <= streams[stream].seq:
        raise Difference(f"{place}: there is no such entry")
    if name.split("|")[0] != line["figure"]:
        raise Difference(f"{place}: the cell is not one of the figure '{line['figure']}'")
    cell = cells.setdefault((stream, name), Cell())
    if cell.entries and not same(line.get("scale", 0), cell.scale):
        raise Difference(f"{place}: its scale is {line.get('scale', 0)!r}, before it was {cell.scale}")
    cell.scale = line.get("scale", 0)
    if seq != cell.last_seq:
        if seq < cell.last_seq:
            raise Difference(f"{place}: it stands after entry {stream}/{cell.last_seq}")
        cell.entries += 1
        cell.synthetic += streams[stream].synthetic[seq]
        cell.last_seq = seq
        seen[(stream, name)] = set()
    key = line.get("key")
    if key in seen[(stream, name)]:
        raise Difference(f"{place}: it is listed twice")
    seen[(stream, name)].add(key)
    if key is None:
        cell.sum += delta
    else:
        cell.references[key] = cell.references.get(key, 0) + delta


def check_figure(cells, line):
    check_fields("figure", line, ("programme", "figure", "cell", "value", "entries", "synthetic"), ("scale",))
    cell = cells.pop((line["programme"], line["cell"]), None)
    place = f"figure {line['programme']}/{line['cell']}"
    if line["cell"].split("|")[0] != line["figure"]:
        raise Difference(f"{place}: the cell is not one of the figure '{line['figure']}'")
    if cell is None:
        raise Difference(f"{place}: no contribution leads to it, or it is listed twice")
    for name, told in (("value", cell.value()), ("entries", cell.entries), ("synthetic", cell.synthetic), ("scale", cell.scale)):
        if not same(line.get(name, 0), told):
            raise Difference(f"{place}: '{name}' is {line.get(name, 0)!r}, the contributions give {told}")


# ---- Heads and checkpoints ------------------------------------------------------------------------------------------


def check_head(streams, seen, line):
    check_fields("head", line, ("stream", "seq", "hash"))
    name = line["stream"]
    if name in seen:
        raise Difference(f"head of {name}: it is listed twice")
    seen.add(name)
    known = streams.get(name)
    if known is None:
        raise Difference(f"head of {name}: the export has no entry of this stream")
    if line["seq"] != known.seq:
        raise Difference(f"head of {name}: it stands at {line['seq']}, the entries end at {known.seq}")
    if line["hash"] != known.hashes[-1].hex():
        raise Difference(f"head of {name}: its hash is {line['hash']}, the entries give {known.hashes[-1].hex()}")


# Ed25519 (RFC 8032 §5.1.7), for verifying only: no secret is handled, so its time may depend on its input.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    u, v = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = v - u, d - c, d + c, v + u
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_multiply(scalar, point):
    out = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            out = point_add(out, point)
        point = point_add(point, point)
        scalar >>= 1
    return out


def point_read(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_M1 % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def ed25519_verifies(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    a, r, s = point_read(public_key), point_read(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    base_y = 4 * pow(5, P - 2, P) % P
    base = point_read(base_y.to_bytes(32, "little"))
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % Q
    left, right = point_multiply(s, base), point_add(r, point_multiply(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


class Checkpoints:
    """What the checkpoints before the next one left: their count, the hash of the last, the key that signs them."""

    def __init__(self, public_key):
        self.count = 0
        self.previous = bytes(32)
        self.public_key = public_key


def readable_checkpoint(data):
    decoded, end = cbor_item(data, 0)
    if end != len(data) or not isinstance(decoded, dict) or sorted(decoded) != [0, 1, 2, 3, 4]:
        raise Difference("the bytes are no checkpoint")
    if decoded[0] != "hashira-checkpoint":
        raise Difference("the bytes are no checkpoint")
    heads = [{"stream": stream, "seq": seq, "hash": value} for stream, seq, value in decoded[4]]
    return decoded[3], {"number": decoded[1], "at": iso_instant(decoded[2]), "heads": heads}


def check_checkpoint(streams, known, line):
    place = f"checkpoint {known.count + 1}"
    data, signature = from_hex(line.pop("bytes")), from_hex(line.pop("signature"))
    public_key = line.pop("public_key")
    known.public_key = known.public_key or public_key
    if public_key != known.public_key:
        raise Difference(f"{place}: it names the key {public_key}, expected is {known.public_key}")
    if not ed25519_verifies(from_hex(public_key), data, signature):
        raise Difference(f"{place}: the signature is wrong")
    previous, told = readable_checkpoint(data)
    if not same(line, told):
        raise Difference(f"{place}: it is shown as {line!r}, its bytes say {told!r}")
    if told["number"] != known.count + 1 or previous != known.previous.hex():
        raise Difference(f"{place}: it does not follow from the one before it")
    for head in told["heads"]:
        check_signed_head(streams, place, head)
    known.count += 1
    known.previous = hashlib.sha256(data).digest()


def check_signed_head(streams, place, head):
    stream = streams.get(head["stream"])
    if stream is None or head["seq"] > stream.seq:
        raise Difference(f"{place}: it signs entry {head['stream']}/{head['seq']}, the stream ends before it")
    if stream.hashes[head["seq"]].hex() != head["hash"]:
        raise Difference(f"{place}: the chain of {head['stream']} is not the one it signs at entry {head['seq']}")


# ---- The files of an export -----------------------------------------------------------------------------------------


def unique_fields(pairs):
    out = dict(pairs)
    if len(out) != len(pairs):
        raise Difference("a field stands twice in one line")
    return out


def lines(folder, name):
    """(line number, object) of a JSON Lines file."""
    with open(os.path.join(folder, name), encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(file, 1):
            try:
                value = json.loads(text, object_pairs_hook=unique_fields)
                if not isinstance(value, dict):
                    raise Difference("the line is no object")
            except (ValueError, RecursionError, Difference) as error:
                raise Difference(f"{name}:{number}: {error}")
            yield number, value


def check_file(folder, name, check):
    """Calls `check` with every line; a field that is missing or of a wrong kind is a difference of that line."""
    count = 0
    for number, line in lines(folder, name):
        try:
            check(line)
        except Difference as error:
            raise Difference(f"{name}:{number}: {error}")
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise Difference(f"{name}:{number}: the line has a wrong form: {error!r}")
        count += 1
    return count


def verify(folder, public_key):
    """Counts of what was checked, in words; raises Difference at the first contradiction."""
    streams, cells, seen, heads = {}, {}, {}, set()
    entries = check_file(folder, "entries.jsonl", lambda line: check_entry(streams, line))
    contributions = check_file(folder, "contributions.jsonl", lambda line: check_contribution(streams, cells, seen, line))
    figures = check_file(folder, "figures.jsonl", lambda line: check_figure(cells, line))
    if cells:
        raise Difference(f"figures.jsonl: the figure {'/'.join(min(cells))} is missing, contributions lead to it")
    check_file(folder, "heads.jsonl", lambda line: check_head(streams, heads, line))
    if heads != streams.keys():
        raise Difference(f"heads.jsonl: the head of stream {min(streams.keys() - heads)} is missing")
    known = Checkpoints(public_key)
    checkpoints = check_file(folder, "checkpoints.jsonl", lambda line: check_checkpoint(streams, known, line))
    synthetic = sum(sum(stream.synthetic) for stream in streams.values())
    return (
        f"{entries} entries ({synthetic} synthetic) in {len(streams)} streams, {contributions} contributions, "
        f"{figures} cells, {checkpoints} checkpoints"
    )


def main():
    parser = argparse.ArgumentParser(description="Verifies an export of Hashira.")
    parser.add_argument("folder", help="the folder that `hashira export` wrote")
    parser.add_argument("--public-key", help="the authority's public key (hex): checkpoints must be signed by it")
    arguments = parser.parse_args()
    try:
        print(f"verified: {verify(arguments.folder, arguments.public_key)}, 0 differences")
        return 0
    except Difference as difference:
        print(f"difference: {difference}", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"cannot read the export: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
