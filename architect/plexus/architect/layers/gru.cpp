#include <plexus/architect/layers/gru.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

Layer GRU(std::size_t units) {
  if (units == 0) throw Error("GRU: needs at least 1 unit, got 0");

  const Group update(units, {.bias = 1, .name = "gru update gate"});
  const Group renew(units, {.activation = Activation::inverse, .fixed = true, .name = "gru 1 - update"});
  const Group reset(units, {.name = "gru reset gate"});
  const Group candidate(units, {.activation = Activation::tanh, .name = "gru candidate"});
  const Group output(units, {.name = "gru output"});
  const Group previous(units, {.activation = Activation::identity, .fixed = true, .name = "gru previous output"});

  // `previous` runs last, so what it sends to the groups above is the output of the step before.
  previous.connect(update);
  update.connect(renew, Pattern::one_to_one, fixed(1));
  previous.connect(reset);
  const Projection recall = previous.connect(candidate);
  const Projection keep = previous.connect(output);
  const Projection take = candidate.connect(output);
  output.connect(previous, Pattern::one_to_one, fixed(1));

  reset.gate(recall, Gating::source);
  update.gate(keep, Gating::source);
  renew.gate(take, Gating::source);

  return {{update, renew, reset, candidate, output, previous}, {{update}, {reset}, {candidate}}, {output}};
}

}  // namespace plexus
