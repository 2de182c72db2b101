#include <plexus/architect/models/lstm_network.hpp>

#include <algorithm>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus::architect {
namespace {

struct LSTMBlock {
  Group input_gate, forget_gate, cell, output_gate;
};

LSTMBlock make_block(const Group& previous, std::size_t units, const Group& output, const LSTMCell& cell) {
  const LSTMBlock block{
      Group(units, {.bias = 1, .name = "input gate"}), Group(units, {.bias = 1, .name = "forget gate"}),
      Group(units, {.activation = cell.cell, .name = "cell"}), Group(units, {.bias = 1, .name = "output gate"})};
  const Projection enter = previous.connect(block.cell, {}, cell.start);
  for (const Group& gate : {block.input_gate, block.forget_gate, block.output_gate}) {
    previous.connect(gate, {}, cell.start);
    block.cell.connect(gate, {}, cell.start);
  }
  const Projection keep = block.cell.connect(block.cell, Pattern::one_to_one, fixed(1));
  const Projection show = block.cell.connect(output, {}, cell.start);
  block.input_gate.gate(enter, Gating::target);
  block.forget_gate.gate(keep, Gating::self);
  block.output_gate.gate(show, Gating::source);
  return block;
}

void add_options(const LSTMBlock& block, const Group& input, const Group& output, bool deep,
                 const LSTMOptions& options) {
  const auto through_gate = [&](const Projection& projection) { block.input_gate.gate(projection, Gating::target); };
  const Weights& start = options.cell.start;
  if (options.input_to_deep && deep) through_gate(input.connect(block.cell, {}, start));
  if (options.memory_to_memory && block.cell.size() > 1)
    through_gate(block.cell.connect(block.cell, Pattern::all_to_else, start));
  if (options.output_to_memory) through_gate(output.connect(block.cell, {}, start));
  if (options.output_to_gates)
    for (const Group& gate : {block.input_gate, block.forget_gate, block.output_gate}) output.connect(gate, {}, start);
}

}  // namespace

Network LSTM(const std::vector<std::size_t>& sizes, const LSTMOptions& options) {
  if (sizes.size() < 3)
    throw Error("LSTM: needs the sizes of inputs, one or more blocks, and outputs, got ",
                count_of(sizes.size(), "size"));
  if (std::ranges::find(sizes, 0U) != sizes.end())
    throw Error("LSTM: one of the ", sizes.size(), " sizes is 0; each needs at least 1 unit");

  const Group input(sizes.front(), {.role = GroupRole::input, .name = "input"});
  const Group output(sizes.back(), {.role = GroupRole::output, .name = "output"});
  std::vector<Layer> parts{input};
  Group previous = input;
  for (std::size_t i = 1; i + 1 < sizes.size(); ++i) {
    const bool last = i + 2 == sizes.size();
    const Group shown = last ? output : Group(sizes[i], {.activation = options.cell.output, .name = "output block"});
    const LSTMBlock block = make_block(previous, sizes[i], shown, options.cell);
    add_options(block, input, output, i > 1, options);
    parts.insert(parts.end(), {block.input_gate, block.forget_gate, block.cell, block.output_gate});
    if (!last) parts.emplace_back(shown);
    previous = shown;
  }
  if (options.input_to_output) input.connect(output, {}, options.cell.start);
  parts.emplace_back(output);
  return Construct(parts, {.seed = options.seed});
}

}  // namespace plexus::architect
