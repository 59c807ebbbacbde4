"""The same 60,685 loans by numpy in floating point: level payments and interest month by month, all loans at once.

    python3 -m pip install numpy && python3 bench/loans/by_numpy.py
Shows what a spreadsheet's arithmetic gives beside whole yen: the sums differ by its rounding."""
import sys
import time

try:
    import numpy
except ImportError:
    sys.exit("numpy: not measured here (python3 -m pip install numpy)")

loans = int(sys.argv[1]) if len(sys.argv) > 1 else 60_685
start = time.perf_counter()
n = numpy.arange(loans)
balance = (1_000_000 + n * 7_919 % 40_000 * 1_000).astype(float)
rate = (10_000 + n % 4 * 1_000) / 12_000_000
deferred = n % 13
payment = balance * rate / (1 - (1 + rate) ** -(120 - deferred).astype(float))
total = 0.0
for month in range(1, 121):
    interest = numpy.floor(balance * rate)
    principal = numpy.where(month <= deferred, 0, numpy.floor(payment) - interest)
    principal = balance if month == 120 else principal
    total += interest.sum()
    balance = balance - principal
print(f"numpy {numpy.__version__}: {loans} loans, {loans * 120} rows: {time.perf_counter() - start:.2f} s; interest {total:.0f}")
