#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/primitive/foreign_function.hpp>
#include <plexus/primitive/primitive.hpp>

#include "support/count_allocations.hpp"

using namespace plexus;

namespace {

// How often a training pass, its update and its way back ask for memory.
template <class Real>
std::size_t allocations(const Primitive& primitive, const std::vector<Shape>& shapes, std::size_t first_parameter) {
  constexpr std::size_t batch = 20;
  const Shape shape = result_shape(primitive, shapes);
  const auto routine = make_ready(primitive, shapes, shape);
  std::vector<std::vector<Real>> values, gradients;
  std::vector<Operand<Real>> operands;
  std::vector<Real*> adjoints, parameters;
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    values.emplace_back(element_count(shapes[k]) * batch, Real{1});
    gradients.emplace_back(values[k].size());
  }
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    operands.push_back({values[k].data(), k < first_parameter});
    adjoints.push_back(gradients[k].data());
    parameters.push_back(k < first_parameter ? nullptr : values[k].data());
  }
  std::vector<Real> result(element_count(shape) * batch), own(routine->own_rows() * batch);
  Pass pass;
  pass.training = true;
  return testing::count_allocations([&] {
    routine->forward(ForwardCall<Real>{operands, result.data(), own.data(), batch, pass});
    routine->backward(BackwardCall<Real>{operands, adjoints, result.data(), own.data(), batch, pass});
    routine->update(UpdateCall<Real>{parameters, own.data(), batch});
  });
}

void check(const Primitive& primitive, const std::vector<Shape>& shapes, std::size_t first_parameter = 9) {
  INFO(name_of(primitive));
  CHECK(allocations<float>(primitive, shapes, first_parameter) == 0);
  CHECK(allocations<double>(primitive, shapes, first_parameter) == 0);
}

}  // namespace

TEST_CASE("what is ready asks for no memory, forward, backward or when it is updated") {
  using namespace primitive;
  const Shape shape{3, 4};
  check(Apply{Function::gelu, {}}, {shape});
  check(BatchNormalize{}, {shape, {4}, {4}, {3, 1}}, 1);
  check(Noise{Drawing::normal, shape}, {});
  check(Normalize{}, {shape});
  check(Reduce{Reducing::maximum, {1}}, {shape});
  check(Reduce{Reducing::mean, {0}}, {shape}, 0);
  check(Select{}, {shape, shape, {4}}, 2);
  check(Softmax{}, {shape, {4}});
  check(Sparsemax{}, {shape});
  const auto names = foreign_names();
  if (std::ranges::find(names, "copy") == names.end())
    register_foreign("copy", foreign_function([](std::span<const Shape> operands) { return operands[0]; },
                                              [](auto x, auto y) { y[0] += x[0][0]; },
                                              [](auto, auto dy, auto dx) { dx[0][0] += dy[0]; }));
  check(Foreign{"copy"}, {shape});
}
