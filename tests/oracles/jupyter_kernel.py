"""Drives the kernel as Jupyter does (Debian's python3-jupyter-client, so libzmq is on the other side) and checks what comes.

Usage: jupyter_kernel.py KERNEL_JSON_FOLDER   Prints one line a check; exits with 1 if one fails.
"""
import json, os, queue, subprocess, sys, tempfile, time
from jupyter_client.manager import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

# the same kernel with 1 GB of heap, so that a cell that allocates without end finds its limit soon
folder = tempfile.mkdtemp()
os.mkdir(f"{folder}/.net-csharp")
with open(f"{sys.argv[1]}/.net-csharp/kernel.json") as file:
    spec = json.load(file)
spec["env"] = {**spec["env"], "DOTNET_GCHeapHardLimit": "0x40000000"}
with open(f"{folder}/.net-csharp/kernel.json", "w") as file:
    json.dump(spec, file)
specs = KernelSpecManager(kernel_dirs=[folder])
failures = 0


def check(name, holds, detail=""):
    global failures
    failures += not holds
    print(("ok      " if holds else "FAILED  ") + name + ("" if holds else f": {detail!r}"), flush=True)


def start():
    manager = KernelManager(kernel_name=".net-csharp", kernel_spec_manager=specs)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return manager, client


def run(client, code, timeout=60, **options):
    """All IOPub messages of a cell, and its reply."""
    request = client.execute(code, **options)
    seen, idle = [], False
    while not idle:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status":
            idle = message["content"]["execution_state"] == "idle"
        else:
            seen.append(message)
    while True:
        reply = client.get_shell_msg(timeout=timeout)
        if reply["parent_header"]["msg_id"] == request:
            return seen, reply["content"]


def text(seen, stream="stdout"):
    return "".join(m["content"]["text"] for m in seen if m["msg_type"] == "stream" and m["content"]["name"] == stream)


def plain(seen):
    return [m["content"]["data"].get("text/plain") for m in seen if m["msg_type"] in ("execute_result", "display_data", "update_display_data")]


manager, client = start()
seen, reply = run(client, "int x = 40; x + 2")
check("value", plain(seen) == ["42"] and reply["status"] == "ok", (seen, reply))
seen, reply = run(client, "await Task.Delay(5); Console.WriteLine(\"hello\"); Console.Error.WriteLine(\"oops\"); x")
check("state, await, streams", text(seen) == "hello\n" and text(seen, "stderr") == "oops\n" and plain(seen) == ["40"], seen)
seen, reply = run(client, "int F(int a)\n{\n    throw new InvalidOperationException(\"broken\");\n}\nF(1);")
check("error with line", reply["status"] == "error" and "In[3]:line 3" in "\n".join(reply["traceback"]), reply)
seen, reply = run(client, "int y = \"text\";")
check("compile error with position", "In[4](1,9): error CS0029" in reply["evalue"], reply)
seen, reply = run(client, "var shown = display(\"one\"); shown.Update(\"two\");")
check("display and update", plain(seen) == ["one", "two"] and [m["msg_type"] for m in seen][1:] == ["display_data", "update_display_data"], seen)
seen, reply = run(client, "x + 1", user_expressions={"twice": "x * 2", "bad": "nothing"}, silent=False)
check("user expressions", reply["user_expressions"]["twice"]["data"]["text/plain"] == "80" and reply["user_expressions"]["bad"]["status"] == "error", reply)
before = reply["execution_count"]
seen, reply = run(client, "Console.WriteLine(1)", silent=True, store_history=False)
check("silent", seen == [] and reply["execution_count"] == before, (seen, reply))
seen, reply = run(client, "#!markdown\n# Title\n#!html\n<b>bold</b>\n#!csharp\nx")
check("languages", seen[1]["content"]["data"].get("text/markdown") == "# Title" and seen[2]["content"]["data"].get("text/html") == "<b>bold</b>", seen)
seen, reply = run(client, "#!nothing")
check("unknown magic", reply["status"] == "error" and "#!time" in reply["evalue"], reply)
seen, reply = run(client, "unused: int never; Console.Write(1);")
check("warning shown", "warning CS" in text(seen, "stderr"), seen)
seen, reply = run(client, "using System.Runtime.InteropServices;\n[DllImport(\"libc\")] static extern int puts(string s);\n[DllImport(\"libc\")] static extern int fflush(nint f);\nputs(\"from native code\"); fflush(0); Thread.Sleep(200);".replace("Thread.", "System.Threading.Thread."))
check("native output", "from native code" in text(seen), seen)

# input
request = client.execute("var name = Console.ReadLine(); \"hello \" + name")
question = client.get_stdin_msg(timeout=20)
client.input("Ada")
answer = None
while answer is None:
    message = client.get_iopub_msg(timeout=20)
    if message["msg_type"] == "execute_result":
        answer = message["content"]["data"]["text/plain"]
check("input", question["msg_type"] == "input_request" and answer == "hello Ada", answer)
client.get_shell_msg(timeout=20)

# completion, inspection, completeness, history
reply = client.complete("Console.WriteL", 14, reply=True, timeout=30)["content"]
check("complete a member", "WriteLine" in reply["matches"] and (reply["cursor_start"], reply["cursor_end"]) == (8, 14), reply)
reply = client.complete("x.CompareT", 10, reply=True, timeout=30)["content"]
check("complete on a cell's variable", reply["matches"] == ["CompareTo"], reply)
reply = client.complete("var \U0001F600s = 1; Math.Sq", 19, reply=True, timeout=30)["content"]
check("cursor counts code points", reply["matches"][:1] == ["Sqrt"] and (reply["cursor_start"], reply["cursor_end"]) == (17, 19), reply)
reply = client.complete("#!ti", 4, reply=True, timeout=30)["content"]
check("complete a command", reply["matches"] == ["#!time"], reply)
reply = client.inspect("Math.Sqrt(2)", 7, reply=True, timeout=60)["content"]
check("inspect with documentation", reply["found"] and "double Math.Sqrt(double d)" in reply["data"]["text/plain"] and "square root" in reply["data"]["text/plain"], reply)
reply = client.inspect("Math.Max(1, ", 12, reply=True, timeout=60)["content"]
check("signature help inside a call", reply["found"] and reply["data"]["text/plain"].count("Math.Max(") > 5, reply)
client.is_complete("for (int i = 0; i < 3; i++) {")
reply = client.get_shell_msg(timeout=30)["content"]
check("incomplete", reply["status"] == "incomplete" and reply["indent"] == "    ", reply)
reply = client.history(hist_access_type="tail", n=2, reply=True, timeout=30)["content"]
check("history", len(reply["history"]) == 2 and "ReadLine" in reply["history"][-1][2], reply)
reply = client.comm_info(reply=True, timeout=30)["content"]
check("comm_info", reply["status"] == "ok" and reply["comms"] == {}, reply)

# a failing cell stops those behind it
first = client.execute("throw new Exception(\"stop\");")
second = client.execute("System.IO.File.Exists(\"x\")")
replies = {}
while len(replies) < 2:
    message = client.get_shell_msg(timeout=30)
    replies[message["parent_header"]["msg_id"]] = message["content"]["status"]
check("stop on error", (replies[first], replies[second]) == ("error", "aborted"), replies)

# interrupts of every kind of endless cell
loops = {
    "tight loop": "while (true) { }",
    "loop after await": "await Task.Delay(10); while (true) { }",
    "sleep": "System.Threading.Thread.Sleep(-1);",
    "wait": "new System.Threading.ManualResetEvent(false).WaitOne();",
    "await for ever": "await new TaskCompletionSource().Task;",
    "cooperative": "await Task.Delay(-1, CellCancellation);",
    "catching loop": "while (true) { try { System.Threading.Thread.Sleep(5); } catch (Exception) { } }",
    "printing loop": "while (true) Console.WriteLine(\"x\");",
    "input": "Console.ReadLine();",
}
for name, code in loops.items():
    while True:
        try:
            client.get_iopub_msg(timeout=0.05)
        except queue.Empty:
            break
    request = client.execute(code)
    time.sleep(0.7)
    at = time.time()
    manager.interrupt_kernel()
    status = None
    while status is None:
        message = client.get_shell_msg(timeout=20)
        if message["parent_header"]["msg_id"] == request:
            status = message["content"]
    took = time.time() - at
    seen, reply = run(client, "1 + 1")
    check(f"interrupt: {name}", status["status"] == "error" and status["ename"] == "Interrupted" and took < 1.0 and plain(seen) == ["2"], (status, round(took, 2), reply))
seen, reply = run(client, "x")
check("state survives interrupts", plain(seen) == ["40"], (seen, reply))

# a lot of output
seen, reply = run(client, "for (var i = 0; i < 20000; i++) Console.WriteLine(i);")
check("20,000 lines", text(seen) == "".join(f"{i}\n" for i in range(20000)) and len(seen) < 500, len(seen))
seen, reply = run(client, "var clock = System.Diagnostics.Stopwatch.StartNew(); for (var i = 0; i < 30000; i++) { Console.WriteLine(i); while (clock.ElapsedMilliseconds * 10 < i) System.Threading.Thread.Sleep(1); }")
check("10,000 lines a second for three seconds", text(seen) == "".join(f"{i}\n" for i in range(30000)) and len(seen) < 2000, len(seen))
seen, reply = run(client, "Console.Write(new string('a', 50_000_000));", timeout=120)
check("50 MB of output", len(text(seen)) == 50_000_000, len(text(seen)))
seen, reply = run(client, "new[] { \"<script>alert(1)</script>\" }")
check("hostile text is escaped", "<script" not in seen[-1]["content"]["data"]["text/html"], seen)
seen, reply = run(client, "var all = new List<byte[]>(); while (true) { all.Add(new byte[64 << 20]); Array.Fill<byte>(all[^1], 1); }", timeout=120)
check("out of memory ends the cell alone", reply["status"] == "error" and reply["ename"] == "OutOfMemoryException", reply)
seen, reply = run(client, "all = null; GC.Collect(); x")
check("and the kernel goes on", plain(seen) == ["40"], (seen, reply))

# background work shows under the cell that started it
seen, reply = run(client, "_ = Task.Run(async () => { await Task.Delay(300); Console.WriteLine(\"later\"); });")
late = None
for _ in range(50):
    try:
        message = client.get_iopub_msg(timeout=0.2)
    except queue.Empty:
        continue
    if message["msg_type"] == "stream":
        late = message["content"]["text"]
        break
check("background output", late == "later\n", late)

# a client that vanishes while a cell prints; another one finds the kernel as it was
other = manager.client()
other.start_channels()
other.wait_for_ready(timeout=60)
other.execute("int counted = 0; for (; counted < 300_000; counted++) Console.WriteLine(counted);")
time.sleep(0.3)
other.stop_channels()
seen, reply = run(client, "counted", timeout=60)
check("a client that vanishes mid-cell", plain(seen) == ["300000"], (reply, plain(seen)))

# native code that ends the process: the client sees it, and a restart brings the kernel back
client.execute("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern void abort();\nabort();")
for _ in range(100):
    if not manager.is_alive():
        break
    time.sleep(0.1)
check("a native crash ends the process", not manager.is_alive())
manager.restart_kernel(now=True)
client.wait_for_ready(timeout=60)
seen, reply = run(client, "int x = 40; x")
check("and a restart brings it back", plain(seen) == ["40"], reply)

# restart and shutdown
manager.restart_kernel(now=False)
client.wait_for_ready(timeout=60)
seen, reply = run(client, "x")
check("restart forgets", reply["status"] == "error" and "CS0103" in reply["evalue"], reply)
process = manager.provisioner.process
client.shutdown()
for _ in range(100):
    if process.poll() is not None:
        break
    time.sleep(0.05)
check("shutdown ends the process", process.poll() == 0, process.poll())

# a client that dies takes the kernel with it
code = f"""
import sys, time
from jupyter_client.manager import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
manager = KernelManager(kernel_name=".net-csharp", kernel_spec_manager=KernelSpecManager(kernel_dirs=[{folder!r}]))
manager.start_kernel()
client = manager.client(); client.start_channels(); client.wait_for_ready(timeout=60)
client.execute("while (true) {{ }}")
print(manager.provisioner.process.pid, flush=True)
time.sleep(60)
"""
other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
pid = int(other.stdout.readline())
other.kill()
other.wait()
gone = False
for _ in range(100):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        gone = True
        break
    time.sleep(0.1)
check("an orphan ends", gone)
print(f"{failures} failed")
sys.exit(1 if failures else 0)
