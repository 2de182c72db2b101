// Eigen's matrix product, compiled once for each level of instructions: its namespace is another one each time, or the
// linker would merge what was compiled for different machines.
#define Eigen PLEXUS_EIGEN
#include <Eigen/Core>

#include "eigen_product.hpp"

namespace plexus::bench {

void PLEXUS_EIGEN_PRODUCT(const Layer& layer) {
  using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::Map<const Matrix> weights(layer.weights, layer.sources, layer.targets);
  const Eigen::Map<const Matrix> from(layer.from, layer.sources, layer.batch);
  Eigen::Map<Matrix>(layer.to, layer.targets, layer.batch).noalias() += weights.transpose() * from;
}

}  // namespace plexus::bench
