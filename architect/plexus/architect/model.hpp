#pragma once

#include <string>
#include <vector>

#include <plexus/architect/construct.hpp>
#include <plexus/architect/layer.hpp>

namespace plexus {

/// What a network of layers is given: numbers in this shape, without the axis of samples. A whole number that stands
/// for a thing, such as a word, is a number too. Throws Error when the shape has no elements.
Tensor Input(const Shape& shape, const std::string& name = "input");

namespace architect {

/// The network that makes `outputs` of `inputs`, both in the order given: all that lies between them. Other groups of
/// the same graph are left out, so that parts of one graph can be networks of their own. An input may lead to no
/// output.
///
/// Throws Error when there is no output, or when an output needs an input that is not given.
Network Model(const std::vector<Tensor>& inputs, const std::vector<Tensor>& outputs,
              const ConstructOptions& options = {});

/// Layers one after the other: each is given what the one before it puts out.
Network Sequential(const Tensor& input, const std::vector<Layer>& layers, const ConstructOptions& options = {});

}  // namespace architect
}  // namespace plexus
