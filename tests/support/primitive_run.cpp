#include "primitive_run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/random.hpp>

namespace plexus::testing {

template <class Real>
PrimitiveRun<Real>::PrimitiveRun(const Primitive& primitive, const std::vector<Given>& operands, std::size_t batch,
                                 const Pass& pass)
    : batch_(batch), pass_(pass) {
  std::vector<Shape> shapes;
  for (const Given& each : operands) {
    Held& held =
        operands_.emplace_back(Held{element_count(each.shape), !each.parameter, std::vector<Real>(each.values.size())});
    REQUIRE(each.values.size() == held.elements * (held.lanes ? batch : 1));
    for (std::size_t i = 0; i < each.values.size(); ++i)
      held.values[place(held, i)] = static_cast<Real>(each.values[i]);
    shapes.push_back(each.shape);
  }
  shape_ = result_shape(primitive, shapes);
  routine_ = make_ready(primitive, shapes, shape_);
  own_.assign(routine_->own_rows() * batch, Real{0});
}

template <class Real>
std::size_t PrimitiveRun<Real>::place(const Held& held, std::size_t given) const {
  if (!held.lanes) return given;
  return given % held.elements * batch_ + given / held.elements;
}

template <class Real>
std::vector<Operand<Real>> PrimitiveRun<Real>::views() const {
  std::vector<Operand<Real>> views;
  for (const Held& each : operands_) views.push_back({each.values.data(), each.lanes});
  return views;
}

template <class Real>
std::vector<double> PrimitiveRun<Real>::forward() {
  const std::size_t elements = element_count(shape_);
  std::vector<Real> result(elements * batch_, Real{1});  // what it adds to
  const auto operands = views();
  routine_->forward(ForwardCall<Real>{operands, result.data(), own_.data(), batch_, pass_});
  std::vector<double> out(result.size());
  for (std::size_t b = 0; b < batch_; ++b)
    for (std::size_t e = 0; e < elements; ++e) out[b * elements + e] = static_cast<double>(result[e * batch_ + b]) - 1;
  return out;
}

template <class Real>
std::vector<std::vector<double>> PrimitiveRun<Real>::backward(const std::vector<double>& result_adjoint) {
  const std::size_t elements = element_count(shape_);
  std::vector<Real> adjoint(elements * batch_);
  for (std::size_t i = 0; i < adjoint.size(); ++i)
    adjoint[i % elements * batch_ + i / elements] = static_cast<Real>(result_adjoint.at(i));
  std::vector<std::vector<Real>> held;
  for (const Held& each : operands_) held.emplace_back(each.values.size(), Real{1});  // what it adds to
  std::vector<Real*> adjoints;
  for (auto& each : held) adjoints.push_back(each.data());
  const auto operands = views();
  routine_->backward(BackwardCall<Real>{operands, adjoints, adjoint.data(), own_.data(), batch_, pass_});
  std::vector<std::vector<double>> out;
  for (std::size_t k = 0; k < held.size(); ++k) {
    auto& each = out.emplace_back(held[k].size());
    for (std::size_t i = 0; i < each.size(); ++i) each[i] = static_cast<double>(held[k][place(operands_[k], i)]) - 1;
  }
  return out;
}

template <class Real>
void PrimitiveRun<Real>::set(std::size_t operand, std::size_t index, double value) {
  Held& held = operands_.at(operand);
  held.values.at(place(held, index)) = static_cast<Real>(value);
}

template class PrimitiveRun<float>;
template class PrimitiveRun<double>;

std::vector<Given> random_operands(std::uint64_t seed, const std::vector<Shape>& groups,
                                   const std::vector<Shape>& parameters, std::size_t batch) {
  INFO("seed " << seed);
  Random random(seed, 0, 0, 0x0BE7);
  std::vector<Given> all;
  for (const Shape& each : groups) all.push_back({each, std::vector<double>(element_count(each) * batch), false});
  for (const Shape& each : parameters) all.push_back({each, std::vector<double>(element_count(each)), true});
  std::size_t count = 0;
  for (const Given& each : all) count += each.values.size();
  std::vector<double> numbers(count);
  for (std::size_t i = 0; i < count; ++i)
    numbers[i] = -1 + 2 * (static_cast<double>(i) + random.uniform(0.25, 0.75)) / static_cast<double>(count);
  REQUIRE(count < 1000);  // else neighbours are too near
  random.shuffle(numbers);
  auto next = numbers.begin();
  for (Given& each : all)
    for (double& value : each.values) value = *next++;
  return all;
}

namespace {

double weighted(const std::vector<double>& values, const std::vector<double>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += values[i] * weights[i];
  return sum;
}

std::vector<Given> sample(const std::vector<Given>& operands, std::size_t lane) {
  std::vector<Given> alone;
  for (const Given& each : operands) {
    const auto first = each.values.begin() + static_cast<std::ptrdiff_t>(lane * element_count(each.shape));
    alone.push_back(
        each.parameter
            ? each
            : Given{each.shape, {first, first + static_cast<std::ptrdiff_t>(element_count(each.shape))}, false});
  }
  return alone;
}

}  // namespace

void check_primitive(const Primitive& primitive, const std::vector<Given>& operands, std::size_t batch,
                     const Pass& pass, const std::vector<std::size_t>& without_gradient) {
  INFO(name_of(primitive));
  PrimitiveRun<double> run(primitive, operands, batch, pass);
  const auto result = run.forward();
  std::vector<double> adjoint(result.size());
  Random random(7);
  for (double& each : adjoint) each = random.uniform(-1, 1);
  const auto gradients = run.backward(adjoint);

  constexpr double step = 1e-5;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    if (std::ranges::find(without_gradient, k) != without_gradient.end()) continue;
    PrimitiveRun<double> moved(primitive, operands, batch, pass);
    for (std::size_t i = 0; i < operands[k].values.size(); ++i) {
      const double here = operands[k].values[i];
      moved.set(k, i, here + step);
      const double above = weighted(moved.forward(), adjoint);
      moved.set(k, i, here - step);
      const double below = weighted(moved.forward(), adjoint);
      moved.set(k, i, here);
      const double difference = (above - below) / (2 * step);
      INFO("operand " << k << ", number " << i);
      CHECK(std::abs(gradients[k][i] - difference) <= 1e-6 * std::max(1.0, std::abs(difference)));
    }
  }

  PrimitiveRun<float> in_float(primitive, operands, batch, pass);
  const auto rounded = in_float.forward();
  const auto rounded_gradients = in_float.backward(adjoint);
  const auto near = [](double got, double want) {
    return std::abs(got - want) <= 1e-5 * std::max(1.0, std::abs(want));
  };
  for (std::size_t i = 0; i < result.size(); ++i) CHECK(near(rounded[i], result[i]));
  for (std::size_t k = 0; k < operands.size(); ++k)
    for (std::size_t i = 0; i < gradients[k].size(); ++i) CHECK(near(rounded_gradients[k][i], gradients[k][i]));

  if (run.routine().couples_lanes()) return;
  const std::size_t elements = result.size() / batch;
  for (std::size_t lane = 0; lane < batch; ++lane) {
    Pass own = pass;
    own.first_sample += lane;
    const auto alone = PrimitiveRun<double>(primitive, sample(operands, lane), 1, own).forward();
    for (std::size_t e = 0; e < elements; ++e)
      CHECK(std::abs(alone[e] - result[lane * elements + e]) <= 1e-12 * std::max(1.0, std::abs(alone[e])));
  }
}

}  // namespace plexus::testing
