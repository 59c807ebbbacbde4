# The oracle of temporal_test.cpp: offsets of random moments in random regions, from Python's zoneinfo (which reads the
# rules behind the last listed change too). Usage: temporal_oracle.py SEED COUNT -> "region utc local offset_utc offset_local".
import random
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

REGIONS = ["Asia/Tokyo", "Europe/Paris", "America/New_York", "Australia/Melbourne", "Asia/Dhaka", "America/Sao_Paulo", "Etc/UTC",
           "Asia/Kolkata", "Pacific/Auckland", "Africa/Cairo", "America/St_Johns", "Asia/Tehran", "Pacific/Apia", "Australia/Lord_Howe",
           "Europe/London", "America/Santiago", "Europe/Moscow", "Etc/GMT+5"]
EPOCH = datetime(1970, 1, 1)


def seconds(offset):
    return offset.days * 86400 + offset.seconds


def main():
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        name = rng.choice(REGIONS)
        zone = ZoneInfo(name)
        moment = rng.randint(-3_000_000_000, 8_000_000_000)  # 1874 to 2223
        utc = (EPOCH + timedelta(seconds=moment)).replace(tzinfo=timezone.utc)
        local = (EPOCH + timedelta(seconds=moment)).replace(tzinfo=zone)
        print(name, moment, seconds(utc.astimezone(zone).utcoffset()), seconds(local.utcoffset()))


main()
