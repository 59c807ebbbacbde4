# The oracle of number_test.cpp: random operations with results from Python's decimal (libmpdec), computed in more
# digits than asked for and rounded once, half to even. Usage: number_oracle.py SEED COUNT -> "op a b result" lines.
import random
import sys
from decimal import (MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
                     ROUND_HALF_UP, ROUND_UP, Context, Decimal)

FEEL = Context(prec=34, Emin=-6143, Emax=6144, rounding=ROUND_HALF_EVEN, traps=[])
LONG = Context(prec=160, Emin=MIN_EMIN, Emax=MAX_EMAX, rounding=ROUND_HALF_EVEN, traps=[])
MODES = {"half_even": ROUND_HALF_EVEN, "half_up": ROUND_HALF_UP, "half_down": ROUND_HALF_DOWN, "up": ROUND_UP,
         "down": ROUND_DOWN, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}


def number(rng, reach=60):
    kind = rng.random()
    if kind < 0.3:
        return Decimal(rng.randint(-1000, 1000)) * Decimal(1).scaleb(rng.choice([0, 0, -1, -2, -3]))
    if kind < 0.6:  # near the edge of 64 bits
        return LONG.scaleb(Decimal(rng.randint(-2**64, 2**64)), rng.randint(-20, 3))
    if kind < 0.7:
        return Decimal(rng.choice([2**63, 2**63 - 1, -2**63, 10**18, 10**34 - 1, 5, 0, 1, -1, 10]))
    digits = rng.randint(1, min(34, 2 * reach))
    sign = rng.choice([-1, 1])
    return LONG.scaleb(Decimal(sign * rng.randint(0, 10**digits - 1)), rng.randint(-reach, reach - digits))


def modulo(a, b):
    rest = LONG.remainder(a, b)
    return LONG.add(rest, b) if rest != 0 and (rest < 0) != (b < 0) else rest


def cases(rng):
    op = rng.choice(["add", "subtract", "multiply", "divide", "modulo", "sqrt", "power", "root", "exp", "log", "round", "compare"])
    a, b = number(rng), number(rng)
    if op == "add":
        return op, a, b, FEEL.add(a, b)
    if op == "subtract":
        return op, a, b, FEEL.subtract(a, b)
    if op == "multiply":
        if rng.random() < 0.2:
            a, b = number(rng, 6000), number(rng, 6000)
        return op, a, b, FEEL.multiply(a, b)
    if op == "divide":
        return op, a, b, FEEL.divide(a, b) if b != 0 else None
    if op == "modulo":
        return op, a, b, FEEL.plus(modulo(a, b)) if b != 0 else None
    if op == "sqrt":
        return op, a, Decimal(0), FEEL.sqrt(a) if a >= 0 else None
    if op == "power":
        n = rng.choice([rng.randint(-12, 12), rng.randint(-400, 400)])
        if a == 0:
            return op, a, Decimal(n), None if n < 0 else Decimal(int(n == 0))
        return op, a, Decimal(n), FEEL.plus(LONG.power(a, n))
    if op == "root":
        a, b = abs(number(rng, 20)), number(rng, 12)
        if a == 0 or b == b.to_integral_value():
            return "add", a, b, FEEL.add(a, b)
        return "power", a, b, FEEL.plus(LONG.power(a, b))
    if op == "exp":
        a = number(rng, rng.choice([1, 5, 38]))
        return op, a, Decimal(0), FEEL.exp(a)
    if op == "log":
        if rng.random() < 0.3:
            a = 1 + LONG.scaleb(Decimal(rng.randint(-999, 999)), -rng.randint(3, 33))
        return op, a, Decimal(0), FEEL.ln(a) if a > 0 else None
    if op == "round":
        name = rng.choice(list(MODES))
        scale = rng.randint(-25, 40)
        if rng.random() < 0.3:  # ties are rare by chance
            a = LONG.scaleb(Decimal(rng.randint(-9999, 9999) * 10 + 5), -scale - 1)
        keeps = -a.as_tuple().exponent <= scale
        result = a if keeps else LONG.quantize(a, LONG.scaleb(Decimal(1), -scale)) if name == "half_even" else a.quantize(
            LONG.scaleb(Decimal(1), -scale), rounding=MODES[name], context=LONG)
        return "round_" + name, a, Decimal(scale), FEEL.plus(result)
    return op, a, b, FEEL.compare(a, b)


def main():
    rng = random.Random(int(sys.argv[1]))
    out = []
    for _ in range(int(sys.argv[2])):
        op, a, b, result = cases(rng)
        if len(a.as_tuple().digits) > 34 or len(b.as_tuple().digits) > 34:
            continue
        text = "null" if result is None or not result.is_finite() else str(result)
        out.append(f"{op} {a} {b} {text}")
    print("\n".join(out))


main()
