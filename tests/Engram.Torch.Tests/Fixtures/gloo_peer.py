"""Rank 1 of a group whose rank 0 is in C#: sums one tensor with it. Usage: gloo_peer.py PORT"""
import datetime, sys
import torch
import torch.distributed as dist

store = dist.TCPStore("127.0.0.1", int(sys.argv[1]), 2, False, datetime.timedelta(seconds=60))
options = dist.ProcessGroupGloo._Options()
options._devices = [dist.ProcessGroupGloo.create_device(hostname="127.0.0.1")]
options._threads = 2
options._timeout = datetime.timedelta(seconds=60)
group = dist.ProcessGroupGloo(dist.PrefixStore("engram", store), 1, 2, options)
numbers = torch.tensor([10.0, 20.0, 30.0])
group.allreduce([numbers]).wait()
print(*numbers.tolist())
