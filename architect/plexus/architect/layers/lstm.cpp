#include <plexus/architect/layers/lstm.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

Layer LSTM(std::size_t units) {
  if (units == 0) throw Error("LSTM: needs at least 1 unit, got 0");

  const Group input_gate(units, {.bias = 1, .name = "lstm input gate"});
  const Group forget_gate(units, {.bias = 1, .name = "lstm forget gate"});
  const Group cell(units, {.name = "lstm cell"});
  const Group output_gate(units, {.bias = 1, .name = "lstm output gate"});
  const Group output(units, {.name = "lstm output"});

  // The gates before the cell see its output of the step before, the output gate sees the new one.
  cell.connect(input_gate);
  cell.connect(forget_gate);
  cell.connect(output_gate);
  const Projection keep = cell.connect(cell, Pattern::one_to_one, fixed(1));
  const Projection show = cell.connect(output);

  forget_gate.gate(keep, Gating::self);
  output_gate.gate(show, Gating::source);

  return {{input_gate, forget_gate, cell, output_gate, output},
          {{.group = cell, .gate = input_gate}, {input_gate}, {output_gate}, {forget_gate}},
          {output}};
}

}  // namespace plexus
