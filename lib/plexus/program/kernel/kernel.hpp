#pragma once

#include <variant>

#include <plexus/program/kernel/activate.hpp>
#include <plexus/program/kernel/begin.hpp>
#include <plexus/program/kernel/dense.hpp>
#include <plexus/program/kernel/gain.hpp>
#include <plexus/program/kernel/masked.hpp>
#include <plexus/program/kernel/operate.hpp>
#include <plexus/program/kernel/sparse.hpp>

namespace plexus {

/// The table of kernels. Each is a struct in a file of its own, with `forward(kernel, step)` and, beside it,
/// `backward(kernel, step)`. A new kernel is one such file, one alternative here, and the pass that emits it.
using Kernel = std::variant<kernel::Begin, kernel::Sparse, kernel::Dense, kernel::Activate, kernel::Masked,
                            kernel::Gain, kernel::Operate>;

}  // namespace plexus
