#pragma once

namespace plexus::bench {

/// to[target][lane] += sum over sources of weights[source][target] * from[source][lane].
struct Layer {
  const float* weights;
  const float* from;
  float* to;
  long sources, targets, batch;
};

// By Eigen, compiled for x86-64, x86-64-v3 (AVX2) and x86-64-v4 (AVX-512).
void eigen_v1(const Layer& layer);
void eigen_v3(const Layer& layer);
void eigen_v4(const Layer& layer);

}  // namespace plexus::bench
