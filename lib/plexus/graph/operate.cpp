#include <plexus/graph/operate.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

std::vector<Shape> shapes_of(const std::vector<OperandOf>& operands) {
  std::vector<Shape> shapes;
  for (const OperandOf& each : operands)
    if (const auto* group = std::get_if<Group>(&each))
      shapes.push_back(shape_of(*group));
    else
      shapes.push_back(std::get<SharedParameter>(each)->shape);
  return shapes;
}

void attach(const Group& result, const Primitive& primitive, const std::vector<OperandOf>& operands) {
  GroupOperation operation{primitive, std::vector<SharedParameter>(operands.size())};
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (const auto* parameter = std::get_if<SharedParameter>(&operands[i])) operation.parameters[i] = *parameter;
  const auto number = static_cast<std::uint32_t>(result.data().operations.size());
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (const auto* group = std::get_if<Group>(&operands[i])) {
      SharedKey::join(group->key(), result.key());
      result.key().graph().connect(group->key().key(), result.key().key(),
                                   {.pattern = Pattern::operand,
                                    .weights = 1.0,
                                    .operation = number,
                                    .position = static_cast<std::uint32_t>(i)});
    }
  result.key().graph().group(result.key().key()).operations.push_back(std::move(operation));
}

}  // namespace

SharedParameter make_parameter(Parameter parameter) {
  const std::uint32_t wanted = element_count(parameter.shape);
  if (!parameter.draw && parameter.values.size() != wanted)
    throw Error("parameter '", parameter.name, "' has the shape ", in_words(parameter.shape), ", which holds ",
                count_of(wanted, "number"), ", got ", parameter.values.size());
  const auto bad = std::ranges::find_if_not(parameter.values, [](double value) { return std::isfinite(value); });
  if (bad != parameter.values.end())
    throw Error("parameter '", parameter.name, "': number ", bad - parameter.values.begin(), " is ", *bad,
                "; it must be finite");
  return std::make_shared<const Parameter>(std::move(parameter));
}

Shape shape_of(const Group& group) {
  const GroupData& data = group.data();
  return data.shape ? *data.shape : Shape{static_cast<std::uint32_t>(data.units.size())};
}

Group shaped_group(const Shape& shape, const GroupOptions& options) {
  Group group(element_count(shape), options);
  group.key().graph().group(group.key().key()).shape = shape;
  return group;
}

Group operate(const Primitive& primitive, const std::vector<OperandOf>& operands, const GroupOptions& options) {
  Group result = shaped_group(result_shape(primitive, shapes_of(operands)), options);
  for (GroupUnit& unit : result.key().graph().group(result.key().key()).units) unit.biased = false;
  attach(result, primitive, operands);
  return result;
}

void operate_into(const Group& result, const Primitive& primitive, const std::vector<OperandOf>& operands) {
  const Shape made = result_shape(primitive, shapes_of(operands)), wanted = shape_of(result);
  if (made != wanted)
    throw Error(name_of(primitive), " makes the shape ", in_words(made), " of ", in_words(shapes_of(operands)),
                ", the group has ", in_words(wanted));
  attach(result, primitive, operands);
}

}  // namespace plexus
