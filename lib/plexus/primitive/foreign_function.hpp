#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/primitive/shape.hpp>

namespace plexus {

/// The numbers of one sample, where they lie: those of other samples are between them.
template <class Real>
class SampleNumbers {
 public:
  SampleNumbers() = default;
  SampleNumbers(Real* first, std::size_t size, std::size_t stride) : first_(first), size_(size), stride_(stride) {}

  Real& operator[](std::size_t element) const { return first_[element * stride_]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  Real* first_ = nullptr;
  std::size_t size_ = 0;
  std::size_t stride_ = 0;
};

/// What a user's function does with one sample, in one precision. It is called by several threads at once, must not
/// throw, and its elements are those of the operands' and the result's shapes, the last axis first.
template <class Real>
struct ForeignSteps {
  using Read = SampleNumbers<const Real>;
  using Written = SampleNumbers<Real>;

  /// result[i] += what the function makes of the operands.
  std::function<void(std::span<const Read> operands, Written result)> forward;

  /// adjoints[k][i] += sum over j of result_adjoint[j] * d result[j] / d operands[k][i]. The adjoint of an operand
  /// whose gradient nobody wants is empty.
  std::function<void(std::span<const Read> operands, Read result_adjoint, std::span<const Written> adjoints)> backward;
};

/// A function that the library does not know, with its gradient.
struct ForeignFunction {
  /// The shape that it makes of operands of these shapes; throws Error when it takes no such operands.
  std::function<Shape(std::span<const Shape> operands)> shape;
  ForeignSteps<float> in_float;
  ForeignSteps<double> in_double;
};

/// The same function in both precisions: `forward` and `backward` are generic lambdas,
///
///     foreign_function([](std::span<const Shape> operands) { return operands[0]; },
///                      [](auto x, auto y) { for (std::size_t i = 0; i < y.size(); ++i) y[i] += x[0][i] * x[0][i]; },
///                      [](auto x, auto dy, auto dx) {
///                        for (std::size_t i = 0; i < dy.size(); ++i) dx[0][i] += 2 * x[0][i] * dy[i];
///                      })
template <class Forward, class Backward>
ForeignFunction foreign_function(std::function<Shape(std::span<const Shape>)> shape, Forward forward,
                                 Backward backward) {
  return {std::move(shape), {forward, backward}, {forward, backward}};
}

/// Makes a function known to the whole program by a name. Any thread may do so at any time. Throws Error when the name
/// is empty or taken, or a part of the function is.
void register_foreign(const std::string& name, ForeignFunction function);

/// The names that are registered, in alphabetical order.
std::vector<std::string> foreign_names();

/// The function of this name; throws Error with the known names when there is none.
std::shared_ptr<const ForeignFunction> foreign_named(std::string_view name);

}  // namespace plexus
