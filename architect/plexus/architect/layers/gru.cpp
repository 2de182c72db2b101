#include <plexus/architect/layers/gru.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

Layer GRU(std::size_t units, const Weights& start) {
  if (units == 0) throw Error("GRU: needs at least 1 unit, got 0");

  const Group update(units, {.bias = 1, .name = "gru update gate"});
  const Group renew(units, {.activation = Activation::inverse, .fixed = true, .name = "gru 1 - update"});
  const Group reset(units, {.name = "gru reset gate"});
  const Group candidate(units, {.activation = Activation::tanh, .name = "gru candidate"});
  const Group output(units, {.name = "gru output"});
  const Group previous(units, {.activation = Activation::identity, .fixed = true, .name = "gru previous output"});

  // `previous` runs last, so what it sends to the groups above is the output of the step before.
  previous.connect(update, {}, start);
  update.connect(renew, Pattern::one_to_one, fixed(1));
  previous.connect(reset, {}, start);
  const Projection recall = previous.connect(candidate, {}, start);
  const Projection keep = previous.connect(output, {}, start);
  const Projection take = candidate.connect(output, {}, start);
  output.connect(previous, Pattern::one_to_one, fixed(1));

  reset.gate(recall, Gating::source);
  update.gate(keep, Gating::source);
  renew.gate(take, Gating::source);

  return {{update, renew, reset, candidate, output, previous},
          {{.group = update, .start = start}, {.group = reset, .start = start}, {.group = candidate, .start = start}},
          {output}};
}

}  // namespace plexus
