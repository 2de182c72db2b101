#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/primitive/primitive.hpp>

namespace plexus::testing {

/// What a primitive is given: numbers for `batch` samples, [sample][element], as a file has them; or of a parameter,
/// which is the same for all samples, [element].
struct Given {
  Shape shape;
  std::vector<double> values;
  bool parameter = false;
};

/// A primitive alone: runs it on some operands, in double or float, as a program would.
template <class Real>
class PrimitiveRun {
 public:
  PrimitiveRun(const Primitive& primitive, const std::vector<Given>& operands, std::size_t batch,
               const Pass& pass = {});

  const Shape& shape() const { return shape_; }
  const Routine& routine() const { return *routine_; }

  /// What it makes, [sample][element].
  std::vector<double> forward();

  /// The adjoint of each operand, laid out as it was given, after `forward`.
  std::vector<std::vector<double>> backward(const std::vector<double>& result_adjoint);

  /// Changes one number of an operand, counted as it was given.
  void set(std::size_t operand, std::size_t index, double value);

 private:
  struct Held {
    std::uint32_t elements;
    bool lanes;
    std::vector<Real> values;  // [element][lane], or [element]
  };
  std::vector<Operand<Real>> views() const;
  std::size_t place(const Held& held, std::size_t given) const;

  std::size_t batch_;
  Pass pass_;
  std::vector<Held> operands_;
  Shape shape_;
  SharedRoutine routine_;
  std::vector<Real> own_;
};

/// Random operands: a function of the seed. Numbers are in [-1, 1), and no two of them nearer than 1e-3, so that the
/// largest of some is the same after a small step.
std::vector<Given> random_operands(std::uint64_t seed, const std::vector<Shape>& groups,
                                   const std::vector<Shape>& parameters, std::size_t batch);

/// Checks a primitive on these operands, in Catch's terms: it adds to what is there, forward and backward; gradients
/// are those of central finite differences, for all operands but those listed; float agrees with double to 1e-5; and,
/// unless it couples lanes, each lane gets what it gets alone.
void check_primitive(const Primitive& primitive, const std::vector<Given>& operands, std::size_t batch,
                     const Pass& pass = {}, const std::vector<std::size_t>& without_gradient = {});

}  // namespace plexus::testing
