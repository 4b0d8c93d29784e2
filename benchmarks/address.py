"""Addresses read in a second, and what it costs to load the platform files. The corpus is not needed.

    python benchmarks/address.py [rounds]

The addresses are the examples of the platform files and twice as many of made-up sites, each with a number of its own,
so that no cache of whole addresses could help. Best of so many rounds, on one core.
"""

from __future__ import annotations

import subprocess
import sys
import time

LEAST_PER_SECOND = 25_000
MOST_SECONDS_TO_LOAD = 0.150
MOST_SECONDS_TO_IMPORT = 0.250


def addresses(count: int) -> list[str]:
    from indexaudit.platforms.registry import load

    examples = [e for platform in load() for kind in platform.kinds for e in kind.examples]
    sites = (
        "blog/how-to-can-plums-{}",
        "2024/05/17/plum-jam-{}/",
        "?p={}",
        "plums/{}?utm_source=x",
        "shop/item-{}.html",
    )
    made = []
    for number in range(count):
        if number % 3 == 0:
            example = examples[number // 3 % len(examples)]
            made.append(
                f"{example}{'&' if '?' in example else '?'}utm_source={number}" if "#" not in example else example
            )
        else:
            path = sites[number % len(sites)].format(number)
            made.append(f"https://www.site{number % 500}.example/{path}")
    return made


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    fresh = "import time; t=time.process_time(); {}; print(time.process_time()-t)"
    imported = min(_run(fresh.format("import indexaudit")) for _ in range(rounds))
    loading = "from indexaudit.platforms.registry import load"
    loaded = min(_run(f"{loading}; {fresh.format('load()')}") for _ in range(rounds))
    first = min(
        _run(f"import indexaudit; read = indexaudit.read_address; {fresh.format(_READ)}") for _ in range(rounds)
    )

    from indexaudit.platforms.address import read_address

    urls = addresses(30_000)
    best = 0.0
    for _ in range(rounds):
        started = time.process_time()
        for url in urls:
            read_address(url)
        best = max(best, len(urls) / (time.process_time() - started))
    print(f"import indexaudit   {imported * 1000:6.0f} ms (at most {MOST_SECONDS_TO_IMPORT * 1000:.0f})")
    print(f"platforms loaded    {loaded * 1000:6.0f} ms (at most {MOST_SECONDS_TO_LOAD * 1000:.0f})")
    print(f"first address read  {first * 1000:6.0f} ms")
    print(f"addresses a second  {best:6.0f}    (at least {LEAST_PER_SECOND})")
    met = best >= LEAST_PER_SECOND and loaded <= MOST_SECONDS_TO_LOAD and imported <= MOST_SECONDS_TO_IMPORT
    return 0 if met else 1


_READ = "read('https://x.com/nasa/status/1')"


def _run(code: str) -> float:
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    raise SystemExit(main())
