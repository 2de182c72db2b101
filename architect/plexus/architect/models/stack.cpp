#include <plexus/architect/models/stack.hpp>

#include <algorithm>

#include <plexus/architect/layers/dense.hpp>
#include <plexus/core/callable.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus::architect {

Network stack(std::string_view model, const std::vector<std::size_t>& sizes,
              const std::function<Layer(std::size_t)>& hidden, Activation output, std::uint64_t seed,
              const Weights& weights) {
  if (sizes.size() < 2)
    throw Error(model, ": needs at least the sizes of the inputs and outputs, got ", count_of(sizes.size(), "size"));
  if (const auto zero = std::ranges::find(sizes, 0U); zero != sizes.end())
    throw Error(model, ": size ", zero - sizes.begin() + 1, " of ", sizes.size(),
                " is 0; each layer needs at least 1 unit");

  if (sizes.size() > 2) require_callable(hidden, model, "hidden");

  std::vector<Layer> layers{Dense(sizes.front(), {.role = GroupRole::input, .name = "input"})};
  for (std::size_t i = 1; i + 1 < sizes.size(); ++i) layers.push_back(hidden(sizes[i]));
  layers.push_back(Dense(sizes.back(), {.activation = output, .role = GroupRole::output, .name = "output"}));
  for (std::size_t i = 1; i < layers.size(); ++i) layers[i - 1].connect(layers[i], {}, weights);
  return Construct(layers, {.seed = seed});
}

}  // namespace plexus::architect
