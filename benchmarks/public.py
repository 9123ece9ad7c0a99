"""How many public pages a second a running server gives out of its memory, and how long a reader waits.

    PYTHONPATH=. python benchmarks/public.py [--at http://127.0.0.1:8000] [--seconds 10] [--readers 4] [--rate 600]

Asks the server that runs there (`make demo`) for the pages of the public face over connections that are kept open, as a
proxy before it does. Two measurements: as many requests as it will answer, one after another on each connection; and a
steady rate above the limit, of which the waiting times are judged. The readers take processor time of the same machine.
"""

import argparse
import http.client
import multiprocessing
import time
from urllib.parse import urlsplit

from benchmarks.common import Report, Times, readable

PAGES = ("/public/vi/", "/public/en/", "/public/vi/guide/", "/public/vi/data/", "/public/vi/bulletins.atom")
HEADERS = {"Accept-Encoding": "gzip"}


def main() -> None:
    """Measure, print, and judge."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--at", default="http://127.0.0.1:8000")
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--readers", type=int, default=4)
    asked.add_argument("--rate", type=float, default=600)
    options = asked.parse_args()
    host = urlsplit(options.at).netloc
    try:
        read(host, 1, 0)
    except OSError:
        print(f"no server answers at {options.at}; nothing is measured. Start one with: make demo")
        return
    most = together(host, options.readers, options.seconds, 0)
    steady = together(host, options.readers, options.seconds, options.rate / options.readers)
    report = Report(f"Public pages from memory, {options.readers} readers")
    report.at_least("requests a second", len(most) / options.seconds, 500)
    report.figure("waiting then", str(Times(tuple(most))), f"p95 {readable(Times(tuple(most)).p95)}")
    report.figure("a steady rate", f"{len(steady) / options.seconds:.0f} a second")
    report.at_most("p95 at that rate", Times(tuple(steady)).p95 * 1000, 20, " ms")
    report.end()


def together(host: str, readers: int, seconds: float, rate: float) -> list[float]:
    """Let several readers, each a process, read at the same time; return the seconds of every request."""
    with multiprocessing.Pool(readers) as pool:
        found = pool.starmap(read, [(host, seconds, rate)] * readers)
    return [one for times in found for one in times]


def read(host: str, seconds: float, rate: float) -> list[float]:
    """Read page after page over one connection; with a rate, so many a second and no more."""
    connection = http.client.HTTPConnection(host, timeout=10)
    times: list[float] = []
    began = time.perf_counter()
    while (now := time.perf_counter()) - began < seconds:
        due = began + len(times) / rate if rate else now
        if due > now:
            time.sleep(due - now)
        asked, page = time.perf_counter(), PAGES[len(times) % len(PAGES)]
        connection.request("GET", page, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - asked)
        if answer.status != 200:
            raise SystemExit(f"{answer.status} for {page}")
    connection.close()
    return times


if __name__ == "__main__":
    main()
