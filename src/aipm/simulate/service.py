"""A real small service under a simulated load: a model behind HTTP on this computer's own loopback address.

The messages and the moments at which they come are simulated; the service, the waiting and the measured times
are real, and differ from machine to machine. It lives here, not in `page`, because it draws a load and knows
nothing of Jupyter. Where a kernel has no sockets (in the browser) it says so instead of running.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence

import pandas as pd

from aipm.simulate._check import dice, numbers, within

LOAD = (20.0, 60.0, 120.0)
MOST_SECONDS = 10.0


def measure(
    answer: Callable[[str], str],
    messages: Sequence[str],
    rates: Sequence[float] = LOAD,
    *,
    seconds: float = 4.0,
    pause: float = 0.5,
    seed: int = 5,
) -> pd.DataFrame:
    """Send `messages` to `answer` over HTTP, one level of load after the other, and time every reply.

    answer    gets a message, returns a text; runs in one worker, one message at a time
    messages  texts to draw from, at least one
    rates     messages a second on average, 1 to 500 each, at random moments
    seconds   length of each level, 0.1 to 10
    pause     seconds for which the worker stops in the middle of the last level, as in a restart, 0 to 2
    seed      whole number ≥ 0, for the load; the times measured do not repeat

    Returns one row a message: load (messages a second), sent_ms (since the level began), latency_ms (from the
    planned moment to the reply). RuntimeError where no server can be opened; ValueError for a bad parameter.
    """
    rates = numbers("rates", rates, len(rates), 1, 500)
    seconds = within("seconds", seconds, 0.1, MOST_SECONDS)
    pause = within("pause", pause, 0, 2)
    if not len(messages):
        raise ValueError("measure() wants at least one message.")
    if sys.platform == "emscripten":
        raise RuntimeError("In the browser there are no sockets: use the stored measurement.")
    from concurrent.futures import ThreadPoolExecutor
    from http.client import HTTPConnection
    from http.server import BaseHTTPRequestHandler, HTTPServer

    rng = dice(seed, "service")
    pausing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name is the standard library's
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if pausing.is_set():
                pausing.clear()
                time.sleep(pause)
            body = answer(text).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: a line a message on stderr would be an output of the cell."""

    class Server(HTTPServer):
        request_queue_size = 512

    try:
        server = Server(("127.0.0.1", 0), Handler)
    except OSError as error:
        raise RuntimeError(f"No server could be opened on this computer: {error.strerror}.") from None
    port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def send(text: str, planned: float) -> float:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("POST", "/", body=text.encode())
            connection.getresponse().read()
        finally:
            connection.close()
        return 1000 * (time.perf_counter() - planned)

    rows = []
    try:
        with ThreadPoolExecutor(64) as pool:
            for _ in range(5):  # the first calls pay for imports and caches
                send(str(messages[0]), time.perf_counter())
            for level, rate in enumerate(rates):
                gaps = rng.exponential(1 / rate, int(rate * seconds))
                begin, running = time.perf_counter() + 0.05, []
                for n, moment in enumerate(gaps.cumsum()):
                    if level == len(rates) - 1 and pause and n == len(gaps) // 2:
                        pausing.set()
                    time.sleep(max(0.0, begin + moment - time.perf_counter()))
                    text = str(messages[int(rng.integers(len(messages)))])
                    running.append((moment, pool.submit(send, text, begin + moment)))
                rows += [(rate, 1000 * moment, reply.result()) for moment, reply in running]
    finally:
        server.shutdown()
        server.server_close()
    return pd.DataFrame(rows, columns=["load", "sent_ms", "latency_ms"])
