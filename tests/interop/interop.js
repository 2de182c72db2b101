// The real Neataptic loads networks of ours and compares, then makes some of its own:
//   node interop.js PACKAGE_FOLDER OURS THEIRS     (the files: see interop.cpp)

"use strict";
const fs = require("fs");
const [packageFolder, ours, theirs] = process.argv.slice(2);

// Always the same random numbers (Mulberry32).
let state = 1;
Math.random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const { architect, methods, Network } = require(packageFolder);
const tolerance = 1e-12;  // see interop.cpp

const compareOurs = () => {
  const all = JSON.parse(fs.readFileSync(ours, "utf8"));
  let worst = 0, compared = 0, failures = 0;
  for (const { name, network, steps } of all) {
    const loaded = Network.fromJSON(network);
    for (const step of steps) {
      if (step.clear) {
        loaded.clear();
        continue;
      }
      loaded.activate(step.input).forEach((got, i) => {
        const wanted = step.output[i], difference = Math.abs(got - wanted) / Math.max(1, Math.abs(wanted));
        worst = Math.max(worst, difference);
        ++compared;
        if (difference <= tolerance) return;
        ++failures;
        console.log(`${name}: Neataptic computes ${got}, Plexus ${wanted}`);
      });
    }
    const again = JSON.stringify(loaded.toJSON().connections);
    if (again !== JSON.stringify(network.connections)) {
      ++failures;
      console.log(`${name}: Neataptic read other connections than were written`);
    }
  }
  console.log(`${all.length} networks of ours in Neataptic, ${compared} numbers compared, ` +
    `worst difference ${worst}, ${failures} failures`);
  return failures === 0 && compared > 0;
};

const mutated = (network, times) => {
  const all = methods.mutation.ALL;
  for (let i = 0; i < times; ++i) network.mutate(all[Math.floor(Math.random() * all.length)]);
  return network;
};

// Weights and biases of a size that shows.
const spread = (network) => {
  for (const node of network.nodes) node.bias = Math.random() * 2 - 1;
  for (const each of network.connections.concat(network.selfconns)) each.weight = Math.random() * 2 - 1;
  return network;
};

const makeTheirs = () => {
  const made = [
    ["perceptron", architect.Perceptron(3, 6, 4, 2)],
    ["lstm", architect.LSTM(2, 4, 3, 1)],
    ["lstm options", architect.LSTM(2, 3, 3, 1, { memoryToMemory: true, outputToMemory: true, outputToGates: true })],
    ["gru", architect.GRU(2, 4, 1)],
    ["hopfield", architect.Hopfield(5)],
    ["narx", architect.NARX(2, [4, 3], 1, 2, 2)],
  ];
  for (let i = 0; i < 10; ++i) {
    made.push([`random ${i}`, architect.Random(3, 6, 2, { connections: 15, backconnections: 4, selfconnections: 3, gates: 5 })]);
    made.push([`mutated ${i}`, mutated(architect.Perceptron(3, 4, 2), 60)]);
    made.push([`mutated lstm ${i}`, mutated(architect.LSTM(2, 3, 2), 30)]);
  }
  const all = made.map(([name, network]) => {
    const json = JSON.parse(JSON.stringify(spread(network).toJSON()));
    if (name.endsWith("3")) json.nodes.forEach((node) => { if (node.type === "hidden") node.mask = Math.random(); });
    const fresh = Network.fromJSON(json), steps = [];
    for (let i = 0; i < 8; ++i) {
      if (i === 4) {
        fresh.clear();
        steps.push({ clear: true });
      }
      const input = Array.from({ length: network.input }, () => Math.random() * 2 - 1);
      steps.push({ input, output: fresh.activate(input) });
    }
    return { name, network: json, steps };
  });
  fs.writeFileSync(theirs, JSON.stringify(all));
};

const passed = compareOurs();
makeTheirs();
process.exit(passed ? 0 : 1);
