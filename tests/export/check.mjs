// Runs what plexus_export_cases wrote in JavaScript: node check.mjs FOLDER. The functions of Math may differ in their
// last bits from those of C++, and a network adds that up over its steps.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

const folder = path.resolve(process.argv[2]);
const require = createRequire(import.meta.url);
const tolerance = 1e-12;
let worst = 0, compared = 0, failures = 0;

const compare = (got, wanted, where) => {
  const difference = Math.abs(got - wanted) / Math.max(1, Math.abs(wanted));
  worst = Math.max(worst, difference);
  ++compared;
  if (difference <= tolerance) return;
  ++failures;
  console.log(`${where}: got ${got}, wanted ${wanted}`);
};

const run = (network, lines, inputs, where) => {
  lines.forEach((line, step) => {
    const [word, ...texts] = line.split(" ");
    if (word === "clear") return network.clear();
    const numbers = texts.map(Number), wanted = numbers.slice(inputs);
    const got = network.activate(numbers.slice(0, inputs));
    if (got.length !== wanted.length) throw new Error(`${where}: ${got.length} outputs, wanted ${wanted.length}`);
    wanted.forEach((each, i) => compare(got[i], each, `${where}, step ${step}, output ${i}`));
  });
};

const lines = readFileSync(path.join(folder, "cases.txt"), "utf8").trimEnd().split("\n");
let cases = 0;
for (let i = 0; i < lines.length; ++cases) {
  const [inputs, outputs, steps] = lines[i++].split(" ").slice(1).map(Number);
  const file = path.join(folder, `case_${cases}`);
  const inPage = vm.runInNewContext(readFileSync(`${file}.js`, "utf8") + "; Case");
  for (const [kind, Case] of [
    ["module", (await import(`${file}.mjs`)).Case],
    ["require", require(`${file}.js`).Case],
    ["page", inPage],
  ]) {
    const network = new Case(), part = lines.slice(i, i + steps);
    if (Case.inputCount !== inputs || Case.outputCount !== outputs) throw new Error(`case ${cases}: other counts`);
    run(network, part, inputs, `case ${cases}, ${kind}`);
    network.reset();
    run(network, part, inputs, `case ${cases}, ${kind}, reset`);
  }
  i += steps;
}
console.log(`${cases} networks, ${compared} numbers compared, worst difference ${worst}, ${failures} failures`);
process.exit(failures === 0 && compared > 0 ? 0 : 1);
