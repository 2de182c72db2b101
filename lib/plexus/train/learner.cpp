#include <plexus/train/learner.hpp>

#include <algorithm>

#include <plexus/core/id.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/program/explained.hpp>
#include <plexus/train/clip.hpp>

namespace plexus {
namespace {

// What a chunk has at least, so that adding up its gradient costs little beside making it, and at most so many chunks.
constexpr std::size_t lanes_in_step = 32, samples_in_chunk = 64, most_chunks = 32;

// Up to how many parameters a single sequence is learned unit by unit.
constexpr std::size_t parameters_of_single = 4096;

constexpr std::size_t parameters_in_block = 8192;

// Parameters times samples, and parameters, from which on threads are worth waking.
constexpr std::size_t work_to_share = 1U << 20U, parameters_to_share = 1U << 18U;

std::size_t round_up(std::size_t number, std::size_t step) { return (number + step - 1) / step * step; }

std::vector<std::size_t> fixed_parameters(const Topology& topology) {
  std::vector<std::size_t> fixed;
  if (topology.is_trainable()) return fixed;
  for (std::size_t i = 0; i < topology.parameter_count(); ++i)
    if (!topology.is_trainable(i)) fixed.push_back(i);
  return fixed;
}

// Calls work(0) to work(count - 1), on threads when there is a point.
template <class Work>
void share(std::size_t count, std::size_t threads, const Work& work) {
  if (threads > 1) return parallel_for(count, threads, work);
  for (std::size_t i = 0; i < count; ++i) work(i);
}

}  // namespace

template <class Real>
Learner<Real>::Learner(const Network& network, const TrainOptions& options)
    : options_(options),
      topology_(network.topology()),
      parameters_(network.parameters().begin(), network.parameters().end()),
      first_(parameters_.size()),
      second_(parameters_.size()),
      fixed_(fixed_parameters(network.topology())),
      couples_lanes_(network.topology().program<Real>()->plan().couples_lanes) {
  for (const std::size_t i : fixed_) fixed_values_.push_back(parameters_[i]);
  make_blocks();
  prepare(1, 0);
  if (usual_arithmetic<Real> == Arithmetic::fast && parameters_.size() <= parameters_of_single &&
      is_explained(network.topology().program<Real>()->plan()))
    single_.emplace(network.topology(), options, fixed_);
}

template <class Real>
void Learner<Real>::make_blocks() {
  auto fixed = fixed_.begin();
  for (std::size_t first = 0; first < parameters_.size(); first += parameters_in_block) {
    const std::size_t count = std::min(parameters_in_block, parameters_.size() - first);
    const auto end = std::lower_bound(fixed, fixed_.end(), first + count);
    blocks_.push_back({first, count, {fixed, end}});
    fixed = end;
  }
}

template <class Real>
void Learner<Real>::learn(const Samples<Real>& samples, std::span<const std::size_t> batch, double rate,
                          Metric& metric) {
  const std::size_t length = samples.data().length_of(batch.front());
  const std::size_t window = options_.truncation > 0 ? std::min(options_.truncation, length) : length;
  const std::size_t lanes = lanes_of_chunk(batch.size(), window), chunks = (batch.size() + lanes - 1) / lanes;
  const bool is_work = parameters_.size() * batch.size() * window >= work_to_share;
  const std::size_t workers = is_work ? std::min(thread_count(options_.threads), chunks) : 1;
  // Buffers of a pass are used by one chunk after the other, which keeps them in the cache, unless a chunk goes on.
  const std::size_t passes = window < length ? chunks : workers;
  prepare(chunks, passes);
  for (std::size_t step = 0; step < length; step += window) {
    share(workers, workers, [&](std::size_t worker) {
      for (std::size_t nth = worker; nth < chunks; nth += workers) {
        Backpropagation<Real>& pass = passes_[nth % passes];
        Chunk& chunk = chunks_[nth];
        const std::size_t first = nth * lanes;
        if (step == 0)
          pass.start(samples, batch.subspan(first, std::min(lanes, batch.size() - first)),
                     {.training = true, .seed = mix(options_.seed, updates_), .first_sample = first});
        chunk.metric = {};
        pass.forward(parameters_, std::min(window, length - step), options_.loss, chunk.metric);
        pass.backward(parameters_, options_.loss, chunk.gradient, batch.size());
      }
    });
    for (std::size_t nth = 0; nth < chunks; ++nth) metric.add(chunks_[nth].metric);
    if (couples_lanes_) update_statistics();
    update(rate);
  }
}

template <class Real>
void Learner<Real>::learn_each(const Samples<Real>& samples, std::span<const std::size_t> sequences, double rate,
                               Metric& metric) {
  if (!single_) {
    for (const std::size_t& sequence : sequences) learn(samples, {&sequence, 1}, rate, metric);
    return;
  }
  metric.add(single_->learn(samples, sequences, rate, {parameters_, first_, second_, updates_}));
}

// What a pass changes by itself is not trained, but does not keep its value either.
template <class Real>
void Learner<Real>::update_statistics() {
  passes_.front().update(parameters_);
  for (std::size_t i = 0; i < fixed_.size(); ++i) fixed_values_[i] = parameters_[fixed_[i]];
}

template <class Real>
std::size_t Learner<Real>::lanes_of_chunk(std::size_t lanes, std::size_t steps) const {
  if (couples_lanes_) return lanes;
  const std::size_t for_samples = round_up((samples_in_chunk + steps - 1) / steps, lanes_in_step);
  const std::size_t for_chunks = round_up((lanes + most_chunks - 1) / most_chunks, lanes_in_step);
  return std::max(for_samples, for_chunks);
}

template <class Real>
void Learner<Real>::prepare(std::size_t chunks, std::size_t passes) {
  chunk_count_ = chunks;
  while (chunks_.size() < chunks) chunks_.push_back({AlignedVector<Real>(parameters_.size()), {}});
  while (passes_.size() < passes) passes_.emplace_back(topology_);
}

template <class Real>
void Learner<Real>::update(double rate) {
  ++updates_;
  const std::size_t threads = parameters_.size() >= parameters_to_share ? thread_count(options_.threads) : 1;
  const bool clips = options_.clip > 0;
  Real scale{1};
  if (clips) {
    share(blocks_.size(), threads, [&](std::size_t nth) { sum_chunks(blocks_[nth]); });
    scale = clipping_scale<Real>(chunks_.front().gradient, options_.clip);
  }
  share(blocks_.size(), threads, [&](std::size_t nth) {
    if (!clips) sum_chunks(blocks_[nth]);
    step_block(blocks_[nth], rate, scale);
  });
}

template <class Real>
void Learner<Real>::step_block(const Block& block, double rate, Real scale) {
  const auto part = [&](AlignedVector<Real>& numbers) { return std::span(numbers).subspan(block.first, block.count); };
  row(options_.optimizer.kind)
      .update(OptimizerStep<Real>{options_.optimizer, rate, updates_, part(parameters_), part(chunks_.front().gradient),
                                  scale, part(first_), part(second_)});
  for (const std::size_t& i : block.fixed) parameters_[i] = fixed_values_[static_cast<std::size_t>(&i - fixed_.data())];
}

// Adds the gradients of all chunks into that of the first, in order, and leaves 0 in the others.
template <class Real>
void Learner<Real>::sum_chunks(const Block& block) {
  const auto part = [&](std::size_t nth) { return std::span(chunks_[nth].gradient).subspan(block.first, block.count); };
  const std::span<Real> sum = part(0);
  for (std::size_t nth = 1; nth < chunk_count_; ++nth) {
    const std::span<Real> gradient = part(nth);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += std::exchange(gradient[i], Real{0});
  }
  for (const std::size_t i : block.fixed) chunks_.front().gradient[i] = 0;
}

template class Learner<float>;
template class Learner<double>;

}  // namespace plexus
