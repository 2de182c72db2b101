// One step of one sequence, backward, for one instruction set.

#if defined(PLEXUS_TRAIN_SINGLE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_TRAIN_SINGLE_BACKWARD_INL_HPP
#undef PLEXUS_TRAIN_SINGLE_BACKWARD_INL_HPP
#else
#define PLEXUS_TRAIN_SINGLE_BACKWARD_INL_HPP
#endif

#include <utility>

#include <plexus/train/single_forward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

template <class D>
HWY_INLINE Vector<D> slope_at(Activation activation, Vector<D> x, Vector<D> y) {
  Vector<D> slope = x;
  with_formula(activation, [&](auto formula) HWY_ATTR { slope = formula.slope(x, y); });
  return slope;
}

/// One step of one sequence: the states after and before it, and the derivatives by their rows.
template <class Real>
struct SingleStep {
  const SinglePlan& plan;
  const Real* parameters;
  Real* now;
  const Real* before;
  Real* adjoint;
  Real* gradient;

  const Real* read(bool late) const { return late ? before : now; }
};

// to += a * b, for one number and for four.
template <class Real>
HWY_INLINE void add_product(Number<Real> a, const Real* b, Real* to) {
  *to = number<Real>(multiply_add(a, load(b), load(to)));
}
template <class Real>
HWY_INLINE void add_product(Vector<Four<Real>> a, Vector<Four<Real>> b, Real* to) {
  store_four(multiply_add(a, b, load_four(to)), to);
}

// Turns the adjoint of a state into that of the state before.
template <class Real>
HWY_INLINE Real hand_on_self(const SingleStep<Real>& step, const SinglePlan::Special& special, Real state, Real delta) {
  const Real weight = step.parameters[special.self_weight];
  Real gain{1};
  if (special.self_gain != none) {
    gain = step.read(special.late_self_gain)[special.self_gain];
    step.adjoint[special.self_gain] += delta * weight * state;
  }
  step.gradient[special.self_weight] += delta * gain * state;
  return delta * gain * weight;
}

// The derivative by the state of a unit that has something special, which it hands on but for the plain connections.
template <class Real>
HWY_INLINE Number<Real> special_delta(const SingleStep<Real>& step, const SinglePlan::Work& work,
                                      const SinglePlan::Special& special, Real adjoint) {
  const Number<Real> sum = load(step.now + work.sum);
  if (special.gain != none) adjoint += std::exchange(step.adjoint[special.gain], Real{0});
  // The output does not tell its value before the mask.
  const Number<Real> output = special.mask == 1 ? load(step.now + work.output) : value_at(work.activation, sum);
  const Number<Real> slope = Number<Real>(special.mask) * slope_at(work.activation, sum, output);
  const Real delta = number<Real>(multiply_add(Number<Real>(adjoint), slope, load(step.adjoint + work.sum)));
  const bool carries = special.self_weight != none;
  step.adjoint[work.sum] = carries ? hand_on_self(step, special, step.before[work.sum], delta) : Real{0};
  for (std::uint32_t n = special.first_edge; n < special.edge_end; ++n) {
    const SinglePlan::Edge& edge = step.plan.edges[n];
    const Real weight = step.parameters[edge.weight], from = step.read(edge.late)[edge.from];
    const Real gain = edge.gain == none ? Real{1} : step.read(edge.late_gain)[edge.gain];
    step.gradient[edge.weight] += delta * gain * from;
    step.adjoint[edge.from] += delta * gain * weight;
    if (edge.gain != none) step.adjoint[edge.gain] += delta * weight * from;
  }
  return Number<Real>(delta);
}

// Hands the derivatives by the sums of four units on to four sources.
template <class Real>
HWY_INLINE void hand_on_four(Vector<Four<Real>> delta, const Real* weights, Real* handed_on) {
  const Four<Real> d;
  const auto product = [&](std::size_t nth) HWY_ATTR { return (delta * load_four(weights + 4 * nth)).vector; };
#if HWY_TARGET != HWY_SCALAR
  if constexpr (hn::MaxLanes(Four<Real>()) == 4) {
    const auto a = product(0), b = product(1), c = product(2), e = product(3);
    const auto ab = hn::Add(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b));
    const auto ce = hn::Add(hn::InterleaveLower(d, c, e), hn::InterleaveUpper(d, c, e));
    const Vector<Four<Real>> sums = hn::Add(hn::ConcatLowerLower(d, ce, ab), hn::ConcatUpperUpper(d, ce, ab));
    store_four(load_four(handed_on) + sums, handed_on);
    return;
  }
#endif
  for (std::size_t nth = 0; nth < 4; ++nth) handed_on[nth] += hn::GetLane(hn::SumOfLanes(d, product(nth)));
}

// The same for what a part of four units hands on through all its connections.
template <class Real>
HWY_INLINE void backward_part(const SingleStep<Real>& step, const SinglePlan::Work& work, std::size_t part) {
  using Numbers = Vector<Four<Real>>;
  Real *const adjoint = step.adjoint + work.output + part, *const gradient = step.gradient + part;
  const Real *const now = step.now + part, *const weights = step.parameters + part;
  const Numbers sum = load_four(now + work.sum), output = load_four(now + work.output);
  const Numbers delta = load_four(adjoint) * slope_at(work.activation, sum, output);
  store_four(Numbers(Real{0}), adjoint);
  store_four(load_four(gradient + work.bias) + delta, gradient + work.bias);
  const SinglePlan::Run* const runs = step.plan.runs.data();
  const SinglePlan::Run* run = runs + work.first_run;
  for (const SinglePlan::Run* const end = runs + work.inputs_end; run != end; ++run)
    add_product<Real>(delta, Numbers(step.now[run->from]), gradient + run->weight);
  for (const SinglePlan::Run* const end = runs + work.fours_end; run != end; ++run) {
    for (std::size_t nth = 0; nth < 4; ++nth)
      add_product<Real>(delta, Numbers(step.now[run->from + nth]), gradient + run->weight + 4 * nth);
    hand_on_four(delta, weights + run->weight, step.adjoint + run->from);
  }
  for (const SinglePlan::Run* const end = runs + work.runs_end; run != end; ++run) {
    add_product<Real>(delta, Numbers(step.now[run->from]), gradient + run->weight);
    step.adjoint[run->from] += sum_of_lanes<Real>(delta * load_four(weights + run->weight));
  }
}

// The derivative by the sum of one unit, on through its plain connections.
template <class Real>
HWY_INLINE void backward_one(const SingleStep<Real>& step, const SinglePlan::Work& work, Number<Real> delta) {
  const Vector<Four<Real>> deltas(number<Real>(delta));
  const SinglePlan::Run* const runs = step.plan.runs.data();
  const Real *const now = step.now, *const parameters = step.parameters;
  Real *const adjoints = step.adjoint, *const gradient = step.gradient;
  gradient[work.bias] = number<Real>(load(gradient + work.bias) + delta);
  const auto four_products = [&](const Real* from, Real* to) HWY_ATTR {
    for (std::size_t part = 0; part < 4; part += lanes_of_four<Real>)
      add_product<Real>(deltas, load_four(from + part), to + part);
  };
  const SinglePlan::Run* run = runs + work.first_run;
  for (const SinglePlan::Run* const end = runs + work.input_fours_end; run != end; ++run)
    four_products(now + run->from, gradient + run->weight);
  for (const SinglePlan::Run* const end = runs + work.inputs_end; run != end; ++run)
    add_product<Real>(delta, now + run->from, gradient + run->weight);
  for (const SinglePlan::Run* const end = runs + work.fours_end; run != end; ++run) {
    four_products(now + run->from, gradient + run->weight);
    four_products(parameters + run->weight, adjoints + run->from);
  }
  for (const SinglePlan::Run* const end = runs + work.runs_end; run != end; ++run) {
    add_product<Real>(delta, now + run->from, gradient + run->weight);
    add_product<Real>(delta, parameters + run->weight, adjoints + run->from);
  }
}

template <class Real>
HWY_INLINE void backward_single(const SingleStep<Real>& step) {
  const SinglePlan& plan = step.plan;
  const SinglePlan::Special* special = plan.specials.data() + plan.specials.size();
  const SinglePlan::Work* const begin = plan.works.data();
  for (const SinglePlan::Work* work = begin + plan.works.size(); work != begin;) {
    --work;
    if (work->four) {
      for (std::size_t part = 0; part < 4; part += lanes_of_four<Real>) backward_part(step, *work, part);
      continue;
    }
    const Real adjoint = std::exchange(step.adjoint[work->output], Real{0});
    const Real *const sum = step.now + work->sum, *const output = step.now + work->output;
    backward_one(step, *work,
                 work->special ? special_delta(step, *work, *--special, adjoint)
                               : Number<Real>(adjoint) * slope_at(work->activation, load(sum), load(output)));
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
