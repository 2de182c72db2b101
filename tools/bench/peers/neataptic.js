// Neataptic as a peer of plexus bench; see ../README.md.

const path = require('path');
const fs = require('fs');
const readline = require('readline');

const folder = path.join(__dirname, 'build', 'node_modules', 'neataptic');
if (!fs.existsSync(folder)) process.exit(1);
const { Network, config } = require(folder);
config.warnings = false;

// SplitMix64, as in recipes.cpp.
class Stream {
  constructor (seed) { this.state = BigInt(seed); }
  uniform (low = 0, high = 1) {
    const wrap = (x) => BigInt.asUintN(64, x);
    let bits = this.state = wrap(this.state + 0x9E3779B97F4A7C15n);
    bits = wrap((bits ^ (bits >> 30n)) * 0xBF58476D1CE4E5B9n);
    bits = wrap((bits ^ (bits >> 27n)) * 0x94D049BB133111EBn);
    return low + (high - low) * (Number((bits ^ (bits >> 31n)) >> 11n) * 2 ** -53);
  }
  below (count) { return Math.floor(this.uniform() * count); }
  many (count, low, high, divisor = 1) { return Array.from({ length: count }, () => this.uniform(low, high) / divisor); }
}

function vectors (components) {
  const stream = new Stream(1);
  return Array.from({ length: 256 }, () => stream.many(components, -1, 1));
}

// A network as Neataptic's JSON: units in the order in which they are computed, connections by position.
class Assembly {
  constructor () { this.nodes = []; this.connections = []; }
  add (count, type, squash, biases = []) {
    const first = this.nodes.length;
    for (let i = 0; i < count; ++i) this.nodes.push({ type, squash, bias: biases[i] || 0, mask: 1, index: first + i });
    return { first, count };
  }
  join (from, to, weight, gater = null) { this.connections.push({ from, to, weight, gater }); }
  joinAll (from, to, weights) {  // weights [target][source]
    for (let i = 0; i < from.count; ++i) {
      for (let j = 0; j < to.count; ++j) this.join(from.first + i, to.first + j, weights[j * from.count + i]);
    }
  }
  joinGated (from, to, gate) {
    for (let i = 0; i < from.count; ++i) this.join(from.first + i, to.first + i, 1, gate.first + i);
  }
  json () {
    const count = (type) => this.nodes.filter((node) => node.type === type).length;
    return { nodes: this.nodes, connections: this.connections, input: count('input'), output: count('output'), dropout: 0 };
  }
}

function multilayer (seed, sizes, hidden, output) {
  const stream = new Stream(seed);
  const network = new Assembly();
  let before = network.add(sizes[0], 'input', 'IDENTITY');
  for (let layer = 1; layer < sizes.length; ++layer) {
    const last = layer === sizes.length - 1;
    const weights = stream.many(sizes[layer - 1] * sizes[layer], -1, 1, Math.sqrt(sizes[layer - 1]));
    const group = network.add(sizes[layer], last ? 'output' : 'hidden', last ? output : hidden, stream.many(sizes[layer], -0.1, 0.1));
    network.joinAll(before, group, weights);
    before = group;
  }
  return network.json();
}

function drawEdges (stream, count, units, firstTarget, accept) {
  const edges = [];
  const seen = new Set();
  while (edges.length < count) {
    const from = stream.below(units);
    const to = firstTarget + stream.below(units - firstTarget);
    if (!accept(from, to) || seen.has(from * units + to)) continue;
    seen.add(from * units + to);
    edges.push({ from, to, weight: stream.uniform(-2, 2) });
  }
  return edges;
}

function sparseRecurrent () {
  const stream = new Stream(102);
  const edges = drawEdges(stream, 400, 114, 10, () => true);
  const biases = stream.many(104, -0.5, 0.5);
  const loops = edges.filter(({ from, to }) => from === to).length;
  const network = new Assembly();
  network.add(10, 'input', 'IDENTITY');
  network.add(100, 'hidden', 'TANH', biases.slice(4));
  let echo = network.add(loops, 'hidden', 'IDENTITY').first;  // a self-connection carries the state, not the output
  network.add(4, 'output', 'TANH', biases.slice(0, 4));
  const position = (id) => id < 10 ? id : id < 14 ? id + 100 + loops : id - 4;
  for (const { from, to, weight } of edges) {
    if (from !== to) { network.join(position(from), position(to), weight); continue; }
    network.join(position(from), echo, 1);
    network.join(echo++, position(to), weight);
  }
  return network.json();
}

function memory (seed, inputs, units, outputs) {
  const stream = new Stream(seed);
  const divisor = Math.sqrt(units);
  const fromInput = stream.many(4 * units * inputs, -1, 1, divisor);
  const fromOutput = stream.many(4 * units * units, -1, 1, divisor);
  const biases = stream.many(4 * units, -0.1, 0.1);
  const readout = stream.many(units * outputs, -1, 1, divisor);
  const network = new Assembly();
  const input = network.add(inputs, 'input', 'IDENTITY');
  const gates = ['LOGISTIC', 'LOGISTIC', 'TANH', 'LOGISTIC'].map((squash, nth) =>
    network.add(units, 'hidden', squash, biases.slice(nth * units, (nth + 1) * units)));
  const cell = network.add(units, 'hidden', 'TANH');
  const output = network.add(units, 'hidden', 'IDENTITY');
  const answer = network.add(outputs, 'output', 'IDENTITY', stream.many(outputs, -0.1, 0.1));
  gates.forEach((gate, nth) => {
    network.joinAll(input, gate, fromInput.slice(nth * units * inputs, (nth + 1) * units * inputs));
    network.joinAll(output, gate, fromOutput.slice(nth * units * units, (nth + 1) * units * units));
  });
  network.joinGated(cell, cell, gates[1]);
  network.joinGated(gates[2], cell, gates[0]);
  network.joinGated(cell, output, gates[3]);
  network.joinAll(output, answer, readout);
  return network.json();
}

function poleNetwork (k) {
  const stream = new Stream(30000 + k);
  const hidden = 24 + stream.below(41);
  const count = 120 + stream.below(161);
  const position = (id) => id < 4 ? id : id < 6 ? id + hidden : id - 2;
  const edges = drawEdges(stream, count, 6 + hidden, 4,
    (from, to) => position(from) < position(to) && position(from) < 4 + hidden);
  const biases = stream.many(2 + hidden, -0.5, 0.5);
  const network = new Assembly();
  network.add(4, 'input', 'IDENTITY');
  network.add(hidden, 'hidden', 'TANH', biases.slice(2));
  network.add(2, 'output', 'TANH', biases.slice(0, 2));
  for (const { from, to, weight } of edges) network.join(position(from), position(to), weight);
  return network.json();
}

// The pole on a cart, as evolve::CartPole; returns how often one network fails in 500 steps.
function play (network, k) {
  const stream = new Stream(70000 + k);
  const start = () => stream.many(4, -0.05, 0.05);
  let state = start();
  let failures = 0;
  for (let step = 0; step < 500; ++step) {
    const output = network.noTraceActivate(state);
    const force = output[1] > output[0] ? 10 : -10;
    const [x, speed, angle, turn] = state;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    const temp = (force + 0.05 * turn * turn * sine) / 1.1;
    const turning = (9.8 * sine - cosine * temp) / (0.5 * (4 / 3 - 0.1 * cosine * cosine / 1.1));
    const speeding = temp - 0.05 * turning * cosine / 1.1;
    state = [x + 0.02 * speed, speed + 0.02 * speeding, angle + 0.02 * turn, turn + 0.02 * turning];
    if (Math.abs(state[0]) <= 2.4 && Math.abs(state[2]) <= 12 * Math.PI / 180) continue;
    ++failures;
    state = start();
  }
  return failures;
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

// The workloads: what they do, how often until it repeats, what they come to, and how that is quoted.
function activation (json, steps, wanted) {
  const inputs = vectors(json.input);
  const network = Network.fromJSON(json);
  const fresh = Network.fromJSON(json);
  return {
    round: 256,
    run: (count) => { for (let i = 0; i < count; ++i) network.noTraceActivate(inputs[i % 256]); },
    checksum: sum(inputs.slice(0, steps).map((input) => sum(fresh.noTraceActivate(input)))),
    wanted,
    quote: (seconds) => seconds * 1e9
  };
}

function poles () {
  const networks = Array.from({ length: 1000 }, (_, k) => Network.fromJSON(poleNetwork(k)));
  const run = (count) => sum(Array.from({ length: count }, (_, i) => play(networks[i % 1000], i % 1000)));
  return { round: 1000, run, checksum: run(1000), wanted: 39838, tolerance: 20, quote: (seconds) => 500 / seconds };
}

function xor () {
  const network = Network.fromJSON(multilayer(602, [2, 4, 1], 'TANH', 'LOGISTIC'));
  const samples = [[[0, 0], [0]], [[0, 1], [1]], [[1, 0], [1]], [[1, 1], [0]]];
  return {
    round: 4,
    run: (count) => {
      for (let i = 0; i < count; ++i) {
        network.activate(samples[i % 4][0], true);
        network.propagate(0.3, 0, true, samples[i % 4][1]);
      }
    },
    quote: (seconds) => 1 / seconds
  };
}

function saving (load) {
  const networks = Array.from({ length: 1000 }, (_, k) => Network.fromJSON(poleNetwork(k)));
  const file = `/dev/shm/plexus_bench_neataptic_${process.pid}.json`;
  const save = () => fs.writeFileSync(file, JSON.stringify(networks.map((network) => network.toJSON())));
  const read = () => JSON.parse(fs.readFileSync(file, 'utf8')).map((json) => Network.fromJSON(json));
  process.on('exit', () => fs.rmSync(file, { force: true }));
  save();
  return {
    round: 1,
    run: (count) => { for (let i = 0; i < count; ++i) load ? read() : save(); },
    quote: (seconds) => seconds * 1e3
  };
}

const workloads = {
  W1a: () => activation(multilayer(101, [10, 32, 32, 4], 'TANH', 'TANH'), 256, 3.063135257),
  W1b: () => activation(sparseRecurrent(), 8, 8.301271165),
  W1c: () => activation(memory(103, 8, 16, 4), 256, -11.284662786),
  W1d: () => activation(multilayer(104, [784, 128, 10], 'RELU', 'IDENTITY'), 256, 254.532053899),
  W3a: poles,
  'W6/xor': xor,
  'W7/save': () => saving(false),
  'W7/load': () => saving(true)
};

// One repetition: at least so many seconds, in whole rounds.
function cpu (job, rounds) {
  const begin = process.cpuUsage();
  job.run(rounds * job.round);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

const built = {};

function answer (name, seconds) {
  if (!workloads[name]) return { skip: 'Neataptic has no batches, no species, no Adam and no binary files' };
  if (!built[name]) {
    const job = built[name] = workloads[name]();
    if (job.wanted !== undefined && !(Math.abs(job.checksum - job.wanted) <= (job.tolerance || 1e-6))) {
      return { error: `the checksum is ${job.checksum}, wanted ${job.wanted}` };
    }
    job.rounds = 1;
    for (let spent = cpu(job, 1); spent < seconds; spent = cpu(job, job.rounds)) {
      job.rounds = Math.ceil(job.rounds * Math.min(10, 1.2 * seconds / Math.max(spent, 1e-6)));
    }
  }
  const job = built[name];
  const operations = job.rounds * job.round;
  return { checksum: job.checksum, value: job.quote(cpu(job, job.rounds) / operations), n: operations };
}

console.log(`Neataptic ${require(path.join(folder, 'package.json')).version}, node ${process.version}`);
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [name, milliseconds] = line.split(' ');
  // JavaScript's own compiler wants time to warm up.
  console.log(JSON.stringify(answer(name, Math.max(0.15, milliseconds / 1000))));
});
