#include <plexus/evolve/strategy/cma_es_axes.hpp>

#include <algorithm>

#include <Eigen/Eigenvalues>

namespace plexus::evolve {

bool find_axes(std::span<const double> matrix, std::span<double> axes, std::span<double> values) {
  // Copied to where Eigen aligns it, so that the order of its sums does not depend on an address.
  const auto n = static_cast<Eigen::Index>(values.size());
  const Eigen::MatrixXd copy = Eigen::Map<const Eigen::MatrixXd>(matrix.data(), n, n);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(copy);
  if (solver.info() != Eigen::Success || !solver.eigenvalues().allFinite() || !solver.eigenvectors().allFinite())
    return false;
  std::copy_n(solver.eigenvectors().data(), n * n, axes.data());
  std::copy_n(solver.eigenvalues().data(), n, values.data());
  return true;
}

}  // namespace plexus::evolve
