// The tasks of learning_tasks.cpp, learned by Neataptic with the settings of its own tests, to compare times on one
// machine: node tools/bench/neataptic_tasks.js [ATTEMPTS], where require('neataptic') finds it (NODE_PATH).

const { architect, Layer, Network, methods, config } = require('neataptic');
config.warnings = false;

const attempts = Number(process.argv[2] || 30);

// Makes Math.random a function of the seed (mulberry32).
function seed (state) {
  Math.random = () => {
    state = (state + 0x6D2B79F5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const samples = (pairs) => pairs.map(([input, output]) => ({ input: [].concat(input), output: [].concat(output) }));
const gate = (a, b, c, d) => () => samples([[[0, 0], a], [[0, 1], b], [[1, 0], c], [[1, 1], d]]);
const always = (pairs) => () => samples(pairs);
const drawn = (count, draw) => () => samples(Array.from({ length: count }, draw));

const sine = (turn) => (Math.sin(2 * Math.PI * turn) + 1) / 2;
const cosine = (turn) => (Math.cos(2 * Math.PI * turn) + 1) / 2;
const draw = (make) => () => make(Math.random(), Math.random(), Math.random());

const perceptron = (inputs, outputs = 1) => () => new architect.Perceptron(inputs, 5, outputs);
const helper = (error, iterations) => ({ error, iterations, shuffle: true, rate: 0.3, momentum: 0.9 });
// An LSTM layer between an input and an output.
function layered (units) {
  const [input, hidden, output] = [new Layer.Dense(1), new Layer.LSTM(units), new Layer.Dense(1)];
  input.connect(hidden);
  hidden.connect(output);
  return architect.Construct([input, hidden, output]);
}
const sequence = (rate, clear) => ({ error: 0.001, iterations: 5000, rate, clear });

const xor = always([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]);
const peaks = always([[0, 0], [0, 0], [0, 1], [1, 0], [0, 0], [0, 0], [0, 1]]);

const trained = [
  ['AND', gate(0, 0, 0, 1), perceptron(2), helper(0.002, 1000)],
  ['OR', gate(0, 1, 1, 1), perceptron(2), helper(0.002, 1000)],
  ['NOT', always([[0, 1], [1, 0]]), perceptron(1), helper(0.002, 1000)],
  ['XOR', gate(0, 1, 1, 0), perceptron(2), helper(0.002, 3000)],
  ['XNOR', gate(1, 0, 0, 1), perceptron(2), helper(0.002, 3000)],
  ['SIN', drawn(100, draw((x) => [x, sine(x)])), perceptron(1), helper(0.05, 1000)],
  ['SIN + COS', drawn(100, draw((x) => [x, [sine(x), cosine(x)]])), perceptron(1, 2), helper(0.05, 1000)],
  ['bigger than', drawn(100, draw((x, y) => [[x, y], x > y ? 1 : 0])), perceptron(2), helper(0.05, 500)],
  ['SHIFT', drawn(1000, draw((x, y, z) => [[x, y, z], [z, x, y]])), perceptron(3, 3), helper(0.03, 500)],
  ...[1, 3, 6].map((n) => [`LSTM(1, ${n}, 1)`, xor, () => new architect.LSTM(1, n, 1), sequence(0.3, true)]),
  ...[1, 3, 6].map((n) => [`LSTM layer of ${n}`, xor, () => layered(n), sequence(0.3, true)]),
  ...[1, 2, 3, 6].map((n) => [`GRU(1, ${n}, 1)`, xor, () => new architect.GRU(1, n, 1), sequence(0.1, true)]),
  ['NARX(1, 5, 1, 3, 3)', peaks, () => new architect.NARX(1, 5, 1, 3, 3), { error: 0.005, iterations: 1000, rate: 0.05 }]
];
const evolved = [['AND', gate(0, 0, 0, 1)], ['XOR', gate(0, 1, 1, 0)], ['XNOR', gate(1, 0, 0, 1)]];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

async function measure (name, error, data, learn) {
  let solved = 0;
  const iterations = [];
  const milliseconds = [];
  for (let attempt = 1; attempt <= attempts; ++attempt) {
    seed(attempt * 7919);
    const set = data();
    const begin = process.hrtime.bigint();
    const result = await learn(set);
    milliseconds.push(Number(process.hrtime.bigint() - begin) / 1e6);
    iterations.push(result.iterations);
    solved += result.error <= error ? 1 : 0;
  }
  console.log(name.padEnd(21) + `${solved}/${attempts}`.padStart(7) + String(median(iterations)).padStart(8) +
    String(Math.max(...iterations)).padStart(8) + median(milliseconds).toFixed(3).padStart(9));
}

(async () => {
  console.log('task                  solved  median     max       ms');
  for (const [name, data] of evolved) {
    await measure(`${name}, evolved`, 0.03, data, (set) => new Network(2, 1).evolve(set,
      { mutation: methods.mutation.FFW, equal: true, elitism: 10, mutationRate: 0.5, error: 0.03, threads: 1 }));
  }
  for (const [name, data, make, options] of trained) {
    await measure(name, options.error, data, (set) => make().train(set, options));
  }
})();
