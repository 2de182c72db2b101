#include <plexus/primitive/foreign.hpp>

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/primitive/foreign_function.hpp>

namespace plexus::primitive {
namespace {

constexpr std::size_t most_operands = 8;

struct Kernel {
  std::shared_ptr<const ForeignFunction> function;
  std::vector<std::size_t> sizes;  // of the operands
  std::size_t size = 0;            // of the result

  template <class Real>
  const ForeignSteps<Real>& steps() const {
    if constexpr (sizeof(Real) == sizeof(float)) {
      return function->in_float;
    } else {
      return function->in_double;
    }
  }

  // The numbers of one sample among those of all.
  template <class Real>
  static SampleNumbers<Real> sample(Real* numbers, bool lanes, std::size_t count, std::size_t lane, std::size_t batch) {
    if (numbers == nullptr) return {};
    return lanes ? SampleNumbers<Real>(numbers + lane, count, batch) : SampleNumbers<Real>(numbers, count, 1);
  }

  template <class Real>
  using Operands = std::array<SampleNumbers<const Real>, most_operands>;

  template <class Real>
  std::span<const SampleNumbers<const Real>> read(std::span<const Operand<Real>> operands, Operands<Real>& samples,
                                                  std::size_t lane, std::size_t batch) const {
    for (std::size_t k = 0; k < sizes.size(); ++k)
      samples[k] = sample(operands[k].values, operands[k].lanes, sizes[k], lane, batch);
    return std::span(samples).first(sizes.size());
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    Operands<Real> operands;
    for (std::size_t b = 0; b < call.batch; ++b)
      steps<Real>().forward(read(call.operands, operands, b, call.batch),
                            sample(call.result, true, size, b, call.batch));
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    Operands<Real> operands;
    std::array<SampleNumbers<Real>, most_operands> adjoints;
    for (std::size_t b = 0; b < call.batch; ++b) {
      for (std::size_t k = 0; k < sizes.size(); ++k)
        adjoints[k] = sample(call.adjoints[k], call.operands[k].lanes, sizes[k], b, call.batch);
      steps<Real>().backward(read(call.operands, operands, b, call.batch),
                             sample(call.result_adjoint, true, size, b, call.batch),
                             std::span<const SampleNumbers<Real>>(adjoints).first(sizes.size()));
    }
  }
};

}  // namespace

Shape result_shape(const Foreign& foreign, std::span<const Shape> operands) {
  if (operands.size() > most_operands)
    throw Error("foreign: got ", operands.size(), " operands for '", foreign.name, "', wanted at most ", most_operands);
  Shape shape = foreign_named(foreign.name)->shape(operands);
  element_count(shape);
  return shape;
}

SharedRoutine make_ready(const Foreign& foreign, std::span<const Shape> operands, const Shape& result) {
  Kernel kernel{foreign_named(foreign.name), {}, element_count(result)};
  for (const Shape& each : operands) kernel.sizes.push_back(element_count(each));
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
