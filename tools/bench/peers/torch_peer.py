# PyTorch as a peer of plexus bench; see ../README.md. One thread, float, no gradients where nothing is learned.

import json
import math
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
with open("/proc/cpuinfo") as cpu:
    if " avx512f " in cpu.read():  # which Debian's OpenBLAS and PyTorch do not use by themselves on every such machine
        os.environ.setdefault("OPENBLAS_CORETYPE", "SKYLAKEX")
        os.environ.setdefault("ATEN_CPU_CAPABILITY", "avx512")
try:
    import torch
except ImportError:
    sys.exit(1)

torch.set_num_threads(1)


class Stream:
    """SplitMix64, as in recipes.cpp."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self, low=0.0, high=1.0):
        mask = (1 << 64) - 1
        self.state = bits = (self.state + 0x9E3779B97F4A7C15) & mask
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 & mask
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB & mask
        return low + (high - low) * (((bits ^ (bits >> 31)) >> 11) * 2.0**-53)

    def below(self, count):
        return int(self.uniform() * count)

    def matrix(self, rows, columns, low, high, divisor=1.0):
        return torch.tensor([[self.uniform(low, high) / divisor for _ in range(columns)] for _ in range(rows)])

    def vector(self, size, low, high):
        return self.matrix(1, size, low, high)[0]


def vectors(components):
    return Stream(1).matrix(256, components, -1, 1)


def dense(stream, inputs, outputs):
    layer = torch.nn.Linear(inputs, outputs)
    with torch.no_grad():
        layer.weight.copy_(stream.matrix(outputs, inputs, -1, 1, math.sqrt(inputs)))
        layer.bias.copy_(stream.vector(outputs, -0.1, 0.1))
    return layer


def multilayer(seed, sizes, hidden, output):
    stream, layers = Stream(seed), []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [dense(stream, inputs, outputs), hidden()]
    layers.pop()
    return torch.nn.Sequential(*layers, *([output()] if output else []))


class Sparse(torch.nn.Module):
    """W1b as a dense masked matrix. All units are computed at once, from the values of the step before, so its
    checksum is another one than that of systems that compute them in order."""

    def __init__(self):
        super().__init__()
        stream, seen, weights = Stream(102), set(), torch.zeros(104, 114)
        while len(seen) < 400:
            source, target = stream.below(114), 10 + stream.below(104)
            if (source, target) not in seen:
                seen.add((source, target))
                weights[target - 10, source] = stream.uniform(-2, 2)
        self.weights, self.biases = weights.t().contiguous(), stream.vector(104, -0.5, 0.5)
        self.values = None

    def forward(self, x):
        if self.values is None:
            self.values = torch.zeros(len(x), 104)
        values = torch.cat((x, self.values), 1)
        self.values = torch.tanh(torch.addmm(self.biases, values, self.weights))
        return self.values[:, :4]


class Memory(torch.nn.Module):
    def __init__(self, seed, inputs, units, outputs):
        super().__init__()
        stream, divisor = Stream(seed), math.sqrt(units)
        self.cell, self.state = torch.nn.LSTMCell(inputs, units), None
        with torch.no_grad():
            self.cell.weight_ih.copy_(stream.matrix(4 * units, inputs, -1, 1, divisor))
            self.cell.weight_hh.copy_(stream.matrix(4 * units, units, -1, 1, divisor))
            self.cell.bias_ih.copy_(stream.vector(4 * units, -0.1, 0.1))
            self.cell.bias_hh.zero_()
        self.readout = dense(stream, units, outputs)

    def forward(self, x):
        self.state = self.cell(x, self.state)
        return self.readout(self.state[0])


NETWORKS = {
    "a": (lambda: multilayer(101, [10, 32, 32, 4], torch.nn.Tanh, torch.nn.Tanh), 10, 256, 3.063135257),
    "b": (Sparse, 10, 8, -2.360975002),
    "c": (lambda: Memory(103, 8, 16, 4), 8, 256, -11.284662786),
    "d": (lambda: multilayer(104, [784, 128, 10], torch.nn.ReLU, None), 784, 256, 254.532053899),
}


class Activation:
    """W1, and with lanes W2."""

    def __init__(self, letter, lanes=0):
        make, inputs, steps, self.wanted = NETWORKS[letter]
        data, fresh, self.network = vectors(inputs), make(), make()
        with torch.no_grad():
            self.checksum = sum(float(fresh(data[i : i + 1]).double().sum()) for i in range(steps))
        self.tolerance, self.round = 1e-3, 1 if lanes else 256
        rows = [data[[lane % 256 for lane in range(lanes)]]] if lanes else [data[i : i + 1] for i in range(256)]
        self.rows = rows
        self.quote = lambda seconds: seconds * 1e9 / max(lanes, 1)

    def run(self, count):
        with torch.no_grad():
            for i in range(count):
                self.network(self.rows[i % len(self.rows)])


class Learning:
    """W6: whole passes over the data, cycled."""

    def __init__(self, network, loss, optimizer, batches, things):
        self.network, self.loss, self.batches, self.optimizer = network, loss, batches, optimizer
        self.round = len(batches)
        self.quote = lambda seconds: things / seconds
        self.wanted = self.checksum = None

    def run(self, count):
        for i in range(count):
            x, target = self.batches[i % len(self.batches)]
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.network(x), target).backward()
            self.optimizer.step()


def learn_mlp():
    network = multilayer(104, [784, 128, 10], torch.nn.ReLU, None)
    batches = [(torch.rand(128, 784), torch.randint(10, (128,))) for _ in range(32)]
    return Learning(network, torch.nn.functional.cross_entropy, torch.optim.Adam(network.parameters(), 1e-3), batches, 128)


def learn_xor():
    network = multilayer(602, [2, 4, 1], torch.nn.Tanh, torch.nn.Sigmoid)
    batches = [(torch.tensor([[a, b]]), torch.tensor([[abs(a - b)]])) for a in (0.0, 1.0) for b in (0.0, 1.0)]
    return Learning(network, torch.nn.functional.mse_loss, torch.optim.SGD(network.parameters(), 0.3), batches, 1)


class Sequences(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.readout = torch.nn.LSTM(1, 16), torch.nn.Linear(16, 1)

    def forward(self, x):
        return self.readout(self.lstm(x)[0])


def learn_lstm():
    network = Sequences()
    batches = []
    for _ in range(8):
        x = 2 * torch.rand(50, 32, 1) - 1
        batches.append((x, 0.5 * (x + torch.cat((torch.zeros(1, 32, 1), x[:-1])))))
    return Learning(network, torch.nn.functional.mse_loss, torch.optim.Adam(network.parameters(), 1e-3), batches, 32)


def make(name):
    if name.startswith("W1"):
        return Activation(name[2])
    if name.startswith("W2"):
        return Activation(name[2], int(name.split("/")[1]))
    return {"W6/mlp": learn_mlp, "W6/xor": learn_xor, "W6/lstm": learn_lstm}[name]()


def timed(job):
    begin = time.process_time()
    job.run(job.rounds * job.round)
    return time.process_time() - begin


def answer(name, seconds, built):
    if not name.startswith(("W1", "W2", "W6")):
        return {"skip": "PyTorch does not evolve networks"}
    if name not in built:
        job = built[name] = make(name)
        if job.wanted is not None and not abs(job.checksum - job.wanted) <= job.tolerance:
            return {"error": "the checksum is %.9f, wanted %.9f" % (job.checksum, job.wanted)}
        job.rounds = 1
        spent = timed(job)
        while spent < seconds:
            job.rounds = math.ceil(job.rounds * min(10, 1.2 * seconds / max(spent, 1e-6)))
            spent = timed(job)
    job = built[name]
    operations = job.rounds * job.round
    return {"checksum": job.checksum, "value": job.quote(timed(job) / operations), "n": operations}


print("PyTorch", torch.__version__, flush=True)
jobs = {}
for line in sys.stdin:
    workload, milliseconds = line.split()
    print(json.dumps(answer(workload, float(milliseconds) / 1000, jobs)), flush=True)
