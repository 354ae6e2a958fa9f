"""Measures a Jupyter kernel from the outside, through Debian's jupyter_client: the same script drives both kernels.

Usage: kernel_peer.py SPEC_FOLDER KERNEL_NAME csharp|python      One JSON object a line: name, value, unit, check.
"""
import json, os, queue, statistics, sys, time
from jupyter_client.manager import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

folder, name, language = sys.argv[1:4]
specs = KernelSpecManager(kernel_dirs=[folder])
cells = {
    "csharp": {
        "trivial": "1 + {i}", "count": "int counter = 0;", "up": "counter++;", "counter": "counter",
        "lines": "for (var i = 0; i < 20000; i++) Console.WriteLine(i);", "large": "Console.Write(new string('a', 20_000_000));",
        "loops": {"tight loop": "while (true) { }", "sleep": "System.Threading.Thread.Sleep(-1);", "await": "await Task.Delay(-1);", "loop that catches": "while (true) { try { System.Threading.Thread.Sleep(1); } catch (Exception) { } }"},
    },
    "python": {
        "trivial": "1 + {i}", "count": "counter = 0", "up": "counter += 1", "counter": "counter",
        "lines": "for i in range(20000): print(i)", "large": "print('a' * 20_000_000, end='')",
        "loops": {"tight loop": "while True: pass", "sleep": "import time; time.sleep(1e6)", "await": "import asyncio; await asyncio.sleep(1e6)", "loop that catches": "import time\nwhile True:\n    try: time.sleep(0.001)\n    except Exception: pass"},
    },
}[language]


def report(name, value, unit, check):
    print(json.dumps({"name": name, "value": value, "unit": unit, "check": check}), flush=True)


def start():
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    return manager, client


def run(client, code, timeout=300):
    request = client.execute(code)
    text, value = [], None
    while True:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            text.append(content["text"])
        elif kind == "execute_result":
            value = content["data"]["text/plain"]
        elif kind == "status" and content["execution_state"] == "idle":
            break
    while client.get_shell_msg(timeout=timeout)["parent_header"]["msg_id"] != request:
        pass
    return "".join(text), value


def memory(manager):
    with open(f"/proc/{manager.provisioner.process.pid}/status") as file:
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1]) / 1024


ready, first = [], []
for _ in range(3):
    at = time.perf_counter()
    manager, client = start()
    ready.append(time.perf_counter() - at)
    _, value = run(client, "1 + 1")
    first.append(time.perf_counter() - at)
    if len(first) < 3:
        manager.shutdown_kernel(now=True)
report("start to ready", statistics.median(ready), "s", "")
report("start to first result", statistics.median(first), "s", value)
report("memory then", memory(manager), "MB", "")
for i in range(20):
    run(client, cells["trivial"].format(i=i))
times = []
for i in range(100):
    at = time.perf_counter()
    _, value = run(client, cells["trivial"].format(i=i))
    times.append(time.perf_counter() - at)
report("trivial cell, median", 1000 * statistics.median(times), "ms", value)
run(client, cells["count"])
at = time.perf_counter()
for i in range(880):
    run(client, cells["up"])
report("880 more cells", time.perf_counter() - at, "s", run(client, cells["counter"])[1])
report("memory after 1,000 cells", memory(manager), "MB", "")
at = time.perf_counter()
text, _ = run(client, cells["lines"])
report("20,000 printed lines", time.perf_counter() - at, "s", len(text))
at = time.perf_counter()
text, _ = run(client, cells["large"])
report("20 MB of output", time.perf_counter() - at, "s", len(text))
for kind, code in cells["loops"].items():
    request = client.execute(code)
    time.sleep(0.7)
    at = time.perf_counter()
    manager.interrupt_kernel()
    try:
        while client.get_shell_msg(timeout=10)["parent_header"].get("msg_id") != request:
            pass
        took = time.perf_counter() - at
        time.sleep(0.3)
        report(f"interrupt: {kind}", took, "s", run(client, "1 + 1")[1])
    except queue.Empty:
        report(f"interrupt: {kind}", "never", "s", "never")
        manager.shutdown_kernel(now=True)
        manager, client = start()
manager.shutdown_kernel(now=True)
os._exit(0)  # the client library's own threads complain when the interpreter takes them down
