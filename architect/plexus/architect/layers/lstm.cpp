#include <plexus/architect/layers/lstm.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

LSTMCell neataptic_lstm() { return {.cell = Activation::logistic, .output = Activation::logistic}; }

Layer LSTM(std::size_t units, const LSTMCell& options) {
  if (units == 0) throw Error("LSTM: needs at least 1 unit, got 0");

  const Group input_gate(units, {.bias = 1, .name = "lstm input gate"});
  const Group forget_gate(units, {.bias = 1, .name = "lstm forget gate"});
  const Group cell(units, {.activation = options.cell, .name = "lstm cell"});
  const Group output_gate(units, {.bias = 1, .name = "lstm output gate"});
  const Group output(units, {.activation = options.output, .name = "lstm output"});

  // The gates before the cell see its output of the step before, the output gate sees the new one.
  for (const Group& gate : {input_gate, forget_gate, output_gate}) cell.connect(gate, {}, options.start);
  const Projection keep = cell.connect(cell, Pattern::one_to_one, fixed(1));
  const Projection show = cell.connect(output, {}, options.start);

  forget_gate.gate(keep, Gating::self);
  output_gate.gate(show, Gating::source);

  return {{input_gate, forget_gate, cell, output_gate, output},
          {{.group = cell, .gate = input_gate, .start = options.start},
           {.group = input_gate, .start = options.start},
           {.group = output_gate, .start = options.start},
           {.group = forget_gate, .start = options.start}},
          {output}};
}

}  // namespace plexus
