"""Writes the Zengin goldens from fields typed by hand beside the standard's table; knows nothing of src/payments.

    python3 tests/golden/payments/zengin.py   (in this folder: furikomi.txt, furikomi-crlf.txt)
"""
import pathlib

HERE = pathlib.Path(__file__).parent
# Each field as it stands in the record, in the order of the table: (bytes, text).
HEADER = [
    (1, "1"), (2, "21"), (1, "0"), (10, "0123456789"),
    (40, "ﾎﾂｶｲﾄﾞｳ"), (4, "0630"),
    (4, "0116"), (15, "ﾎﾂｶｲﾄﾞｳ"), (3, "101"), (15, "ﾎﾝﾃﾝ"),
    (1, "1"), (7, "0012345"), (17, ""),
]
PAYMENTS = [
    # a shop's company, first transfer, order number: case 1, decision 1, instalment 1, attempt 1
    [(1, "2"), (4, "0501"), (15, "ﾎｸﾖｳ"), (3, "030"), (15, ""), (4, "0000"),
     (1, "1"), (7, "1234567"), (30, "ｶ)ｻﾂﾎﾟﾛﾗ-ﾒﾝ"), (10, "0000600000"), (1, "1"),
     (10, "0000000001"), (10, "0010010100"), (1, "7"), (1, ""), (7, "")],
    # a person with a current account; EDI情報 instead of customer codes
    [(1, "2"), (4, "0116"), (15, "ﾎﾂｶｲﾄﾞｳ"), (3, "102"), (15, "ﾄﾖﾋﾗ"), (4, ""),
     (1, "2"), (7, "0000089"), (30, "ｻﾄｳ ﾊﾅｺ"), (10, "0000300000"), (1, "0"),
     (20, "ｼｴﾝｷﾝ-2/ｦ"), (1, "0"), (1, "Y"), (7, "")],
    # ゆうちょ, voiced marks and a long vowel, bytes in the filler that must survive
    [(1, "2"), (4, "9900"), (15, "ﾕｳﾁﾖ"), (3, "908"), (15, ""), (4, "0000"),
     (1, "1"), (7, "0123456"), (30, "ﾌﾞﾝﾀﾞ ﾛﾊﾞ-ﾄ"), (10, "0001234567"), (1, "2"),
     (10, "0000000003"), (10, "0010010200"), (1, "8"), (1, ""), (7, "X 1")],
]
TRAILER = [(1, "8"), (6, "000003"), (12, "000002134567"), (101, "")]
END = [(1, "9"), (119, "")]


def record(fields):
    out = b""
    for size, text in fields:
        raw = text.encode("shift_jis").ljust(size)  # C: at the left, filled with spaces
        assert len(raw) == size, (size, len(raw), text)
        out += raw
    assert len(out) == 120
    return out


records = [record(fields) for fields in [HEADER, *PAYMENTS, TRAILER, END]]
(HERE / "furikomi.txt").write_bytes(b"".join(records))
(HERE / "furikomi-crlf.txt").write_bytes(b"".join(r + b"\r\n" for r in records))
