#include <plexus/program/single/pass.hpp>

#include <algorithm>

namespace plexus::single {

template <class Real>
void Pass::pack(std::span<const double> parameters, std::span<Real> packed) const {
  // A connection that is not there adds -0 * 0, which changes no sum, not even the sign of 0.
  for (std::size_t i = 0; i < gathered.size(); ++i)
    packed[i] = gathered[i] == none ? Real{-0.0} : static_cast<Real>(parameters[gathered[i]]);
  std::ranges::fill(packed.subspan(gathered.size()), Real{0});
  for (const Block& block : blocks)
    for (std::size_t i = 0; i < block.row_count; ++i) {
      const auto from = parameters.subspan(block.parameter + i * block.parameter_stride, block.column_count);
      std::ranges::transform(from, packed.subspan(block.packed + i * block.stride).begin(),
                             [](double parameter) { return static_cast<Real>(parameter); });
    }
}

template <class Real>
void Pass::fill(std::span<Real> state, Real gain) const {
  std::ranges::fill(state, Real{0});
  std::ranges::fill(state.subspan(first_gain, gain_count), gain);
  state[one] = 1;
}

template void Pass::pack(std::span<const double>, std::span<float>) const;
template void Pass::pack(std::span<const double>, std::span<double>) const;
template void Pass::fill(std::span<float>, float) const;
template void Pass::fill(std::span<double>, double) const;

}  // namespace plexus::single
