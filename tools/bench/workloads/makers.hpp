#pragma once

#include <cstddef>
#include <memory>

#include "../workload.hpp"

// The workloads, as README.md defines them. Each takes the number of threads that it may use.

namespace plexus::bench {

std::unique_ptr<Workload> w1a(std::size_t threads);
std::unique_ptr<Workload> w1b(std::size_t threads);
std::unique_ptr<Workload> w1c(std::size_t threads);
std::unique_ptr<Workload> w1d(std::size_t threads);

std::unique_ptr<Workload> make_batch(char network, std::size_t lanes);
template <std::size_t lanes>
std::unique_ptr<Workload> w2a(std::size_t) {
  return make_batch('a', lanes);
}
template <std::size_t lanes>
std::unique_ptr<Workload> w2b(std::size_t) {
  return make_batch('b', lanes);
}
template <std::size_t lanes>
std::unique_ptr<Workload> w2c(std::size_t) {
  return make_batch('c', lanes);
}
template <std::size_t lanes>
std::unique_ptr<Workload> w2d(std::size_t) {
  return make_batch('d', lanes);
}

std::unique_ptr<Workload> w3a(std::size_t threads);
std::unique_ptr<Workload> w3b(std::size_t threads);
std::unique_ptr<Workload> w3c(std::size_t threads);

std::unique_ptr<Workload> w4(std::size_t threads);

inline constexpr std::size_t mlp_samples = 4096, xor_samples = 4096, lstm_sequences = 256;
std::unique_ptr<Workload> w6_mlp(std::size_t threads);
std::unique_ptr<Workload> w6_xor(std::size_t threads);
std::unique_ptr<Workload> w6_lstm(std::size_t threads);

std::unique_ptr<Workload> w7_save(std::size_t threads);
std::unique_ptr<Workload> w7_load(std::size_t threads);

}  // namespace plexus::bench
