// One step of one sequence, forward, for one instruction set.

#if defined(PLEXUS_TRAIN_SINGLE_FORWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_TRAIN_SINGLE_FORWARD_INL_HPP
#undef PLEXUS_TRAIN_SINGLE_FORWARD_INL_HPP
#else
#define PLEXUS_TRAIN_SINGLE_FORWARD_INL_HPP
#endif

#include <plexus/program/step.hpp>
#include <plexus/simd/activations-inl.hpp>
#include <plexus/train/single.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// One number, as a vector: so it is computed by the same formulas, with the same instructions.
template <class Real>
using One = hn::CappedTag<Real, 1>;
template <class Real>
using Number = Vector<One<Real>>;

// Four numbers, or as many of them as a vector of this instruction set holds. Longer vectors are not used, so that
// sums have the same order everywhere.
template <class Real>
using Four = hn::CappedTag<Real, 4>;

template <class Real>
inline constexpr std::size_t lanes_of_four = hn::MaxLanes(Four<Real>());

template <class Real>
HWY_INLINE Real number(Number<Real> one) {
  return hn::GetLane(one.vector);
}

template <class Real>
HWY_INLINE Number<Real> load(const Real* from) {
  return hn::Set(One<Real>(), *from);
}

// a * b + c
template <class D>
HWY_INLINE Vector<D> multiply_add(Vector<D> a, Vector<D> b, Vector<D> c) {
  return hn::MulAdd(a.vector, b.vector, c.vector);
}

template <class Real>
HWY_INLINE Vector<Four<Real>> load_four(const Real* from) {
  return hn::LoadU(Four<Real>(), from);
}

template <class Real>
HWY_INLINE void store_four(Vector<Four<Real>> values, Real* to) {
  hn::StoreU(values.vector, Four<Real>(), to);
}

template <class Real>
HWY_INLINE Real sum_of_lanes(Vector<Four<Real>> values) {
  return hn::GetLane(hn::SumOfLanes(Four<Real>(), values.vector));
}

template <class D>
HWY_INLINE Vector<D> value_at(Activation activation, Vector<D> x) {
  Vector<D> y = x;
  with_formula(activation, [&](auto formula) HWY_ATTR { y = formula.value(x); });
  return y;
}

// What a part of four units receives, and what it comes to.
template <class Real>
HWY_INLINE void forward_part(const SinglePlan::Work& work, const SinglePlan::Run* runs, std::size_t part,
                             const Real* HWY_RESTRICT parameters, Real* HWY_RESTRICT state) {
  using Numbers = Vector<Four<Real>>;
  const Real* const weights = parameters + part;
  Numbers sum = load_four(weights + work.bias);
  const SinglePlan::Run* run = runs + work.first_run;
  for (const SinglePlan::Run* const end = runs + work.inputs_end; run != end; ++run)
    sum = multiply_add(Numbers(state[run->from]), load_four(weights + run->weight), sum);
  for (const SinglePlan::Run* const end = runs + work.fours_end; run != end; ++run)
    for (std::size_t nth = 0; nth < 4; ++nth)
      sum = multiply_add(Numbers(state[run->from + nth]), load_four(weights + run->weight + 4 * nth), sum);
  for (const SinglePlan::Run* const end = runs + work.runs_end; run != end; ++run)
    sum = multiply_add(Numbers(state[run->from]), load_four(weights + run->weight), sum);
  store_four(sum, state + work.sum + part);
  store_four(value_at(work.activation, sum), state + work.output + part);
}

// The sum of four products for each run.
template <class Real>
HWY_INLINE Real sum_of_fours(const SinglePlan::Run* run, const SinglePlan::Run* end,
                             const Real* HWY_RESTRICT parameters, const Real* HWY_RESTRICT state) {
  Vector<Four<Real>> products(Real{0});
  for (; run != end; ++run)
    for (std::size_t part = 0; part < 4; part += lanes_of_four<Real>)
      products =
          multiply_add(load_four(state + run->from + part), load_four(parameters + run->weight + part), products);
  return sum_of_lanes<Real>(products);
}

// The bias of a unit and what its plain connections bring.
template <class Real>
HWY_INLINE Number<Real> sum_of_runs(const SinglePlan::Work& work, const SinglePlan::Run* runs,
                                    const Real* HWY_RESTRICT parameters, const Real* HWY_RESTRICT state) {
  Number<Real> sum = load(parameters + work.bias);
  const SinglePlan::Run* run = runs + work.first_run;
  const auto add_fours = [&](std::uint32_t end) HWY_ATTR {
    if (run == runs + end) return;
    sum = sum + Number<Real>(sum_of_fours(run, runs + end, parameters, state));
    run = runs + end;
  };
  const auto add_ones = [&](std::uint32_t end) HWY_ATTR {
    for (; run != runs + end; ++run) sum = multiply_add(load(state + run->from), load(parameters + run->weight), sum);
  };
  add_fours(work.input_fours_end);
  add_ones(work.inputs_end);
  add_fours(work.fours_end);
  add_ones(work.runs_end);
  return sum;
}

// What a unit with something special receives beside its bias and its plain connections.
template <class Real>
HWY_INLINE Real special_sum(const SinglePlan& plan, const SinglePlan::Special& special, const Real* parameters,
                            const Real* state, Real before) {
  Real sum{0};
  if (special.self_weight != none) {
    const Real gain = special.self_gain == none ? Real{1} : state[special.self_gain];
    sum = gain * parameters[special.self_weight] * before;
  }
  for (std::uint32_t n = special.first_edge; n < special.edge_end; ++n) {
    const SinglePlan::Edge& edge = plan.edges[n];
    sum += state[edge.from] * parameters[edge.weight] * (edge.gain == none ? Real{1} : state[edge.gain]);
  }
  return sum;
}

template <class Real>
HWY_INLINE void forward_single(const SinglePlan& plan, const Real* HWY_RESTRICT parameters, Real* HWY_RESTRICT state) {
  for (std::size_t i = 0; i < plan.open_inputs.size(); i += 2)
    state[plan.open_inputs[i + 1]] = state[plan.open_inputs[i]];
  const SinglePlan::Special* special = plan.specials.data();
  const SinglePlan::Run* const runs = plan.runs.data();
  const SinglePlan::Work* const end = plan.works.data() + plan.works.size();
  for (const SinglePlan::Work* work = plan.works.data(); work != end; ++work) {
    if (work->four) {
      for (std::size_t part = 0; part < 4; part += lanes_of_four<Real>)
        forward_part(*work, runs, part, parameters, state);
      continue;
    }
    Number<Real> sum = sum_of_runs(*work, runs, parameters, state);
    if (!work->special) {
      state[work->sum] = number<Real>(sum);
      state[work->output] = number<Real>(value_at(work->activation, sum));
      continue;
    }
    sum = sum + Number<Real>(special_sum(plan, *special, parameters, state, state[work->sum]));
    const Real output = number<Real>(value_at(work->activation, sum) * Number<Real>(special->mask));
    state[work->sum] = number<Real>(sum);
    state[work->output] = output;
    if (special->gain != none) state[special->gain] = output;
    ++special;
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
