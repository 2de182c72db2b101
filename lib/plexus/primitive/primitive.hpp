#pragma once

#include <span>
#include <string_view>
#include <variant>

#include <plexus/primitive/apply.hpp>
#include <plexus/primitive/batch_normalize.hpp>
#include <plexus/primitive/combine.hpp>
#include <plexus/primitive/einsum.hpp>
#include <plexus/primitive/foreign.hpp>
#include <plexus/primitive/noise.hpp>
#include <plexus/primitive/normalize.hpp>
#include <plexus/primitive/reduce.hpp>
#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/select.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/softmax.hpp>
#include <plexus/primitive/sparsemax.hpp>

namespace plexus {

/// The table of primitives: what everything above single units is made of. Each is a struct in a file of its own that
/// says what is computed, with two functions beside it, `result_shape` and `make_ready`. A new one is such a file, an
/// alternative here, its name in primitive.cpp, and its fields in save/saved_primitive.hpp.
using Primitive = std::variant<primitive::Apply, primitive::BatchNormalize, primitive::Combine, primitive::Einsum,
                               primitive::Foreign, primitive::Noise, primitive::Normalize, primitive::Reduce,
                               primitive::Select, primitive::Softmax, primitive::Sparsemax>;

/// What messages, drawings and files call a primitive.
std::string_view name_of(const Primitive& primitive);

/// The shape of what a primitive makes of operands of these shapes. Throws Error when it takes no such operands.
Shape result_shape(const Primitive& primitive, std::span<const Shape> operands);

/// A primitive made ready for operands of these shapes, which make `result`.
SharedRoutine make_ready(const Primitive& primitive, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus
