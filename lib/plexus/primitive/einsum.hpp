#pragma once

#include <span>
#include <string>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// A sum of products of one or two operands, written as in NumPy: "ti,io->to" is a dense layer at each step of a
/// sequence, "thd,shd->hts" the scores of attention. A letter stands for an axis; letters that the result does not have
/// are summed over. The axis of samples has no letter: it is there when an operand has it.
///
/// Errors   one or two operands, as many letters as axes, no letter twice in one operand, equal sizes where letters are
///          equal, and every letter of the result in some operand
struct Einsum {
  std::string equation;

  friend bool operator==(const Einsum&, const Einsum&) = default;
};

Shape result_shape(const Einsum& einsum, std::span<const Shape> operands);
SharedRoutine make_ready(const Einsum& einsum, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
