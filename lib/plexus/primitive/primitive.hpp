#pragma once

#include <span>
#include <string_view>
#include <variant>

#include <plexus/primitive/apply.hpp>
#include <plexus/primitive/batch_normalize.hpp>
#include <plexus/primitive/combine.hpp>
#include <plexus/primitive/convolution.hpp>
#include <plexus/primitive/einsum.hpp>
#include <plexus/primitive/foreign.hpp>
#include <plexus/primitive/gather.hpp>
#include <plexus/primitive/linear.hpp>
#include <plexus/primitive/lookup.hpp>
#include <plexus/primitive/noise.hpp>
#include <plexus/primitive/normalize.hpp>
#include <plexus/primitive/pool.hpp>
#include <plexus/primitive/reduce.hpp>
#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/scatter.hpp>
#include <plexus/primitive/select.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/softmax.hpp>
#include <plexus/primitive/sparsemax.hpp>
#include <plexus/primitive/transposed_convolution.hpp>

namespace plexus {

/// The table of primitives: what everything above single units is made of. Each is a struct in a file of its own that
/// says what is computed, with two functions beside it, `result_shape` and `make_ready`. A new one is such a file, an
/// alternative here, its name in primitive.cpp, and its fields in save/saved_primitive.hpp.
using Primitive =
    std::variant<primitive::Apply, primitive::BatchNormalize, primitive::Combine, primitive::Convolution,
                 primitive::Einsum, primitive::Foreign, primitive::Gather, primitive::Linear, primitive::Lookup,
                 primitive::Noise, primitive::Normalize, primitive::Pool, primitive::Reduce, primitive::Scatter,
                 primitive::Select, primitive::Softmax, primitive::Sparsemax, primitive::TransposedConvolution>;

/// What messages, drawings and files call a primitive.
std::string_view name_of(const Primitive& primitive);

/// A primitive of this name, with its usual settings. Throws Error with the known names when there is none.
Primitive primitive_named(std::string_view name);

/// The shape of what a primitive makes of operands of these shapes. Throws Error when it takes no such operands.
Shape result_shape(const Primitive& primitive, std::span<const Shape> operands);

/// A primitive made ready for operands of these shapes, which make `result`.
SharedRoutine make_ready(const Primitive& primitive, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus
