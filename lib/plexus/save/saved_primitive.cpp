#include <plexus/save/saved_primitive.hpp>

#include <vector>

namespace plexus {

std::span<const std::string_view> saved_names(Function) {
  static const auto names = [] {
    std::vector<std::string_view> all;
    for (const FunctionRow& each : function_rows()) all.push_back(each.name);
    return all;
  }();
  return names;
}

namespace primitive {

std::span<const std::string_view> saved_names(Combining) {
  static constexpr std::string_view names[] = {"sum", "difference", "product", "mean", "maximum", "minimum"};
  return names;
}

std::span<const std::string_view> saved_names(Drawing) {
  static constexpr std::string_view names[] = {"bernoulli", "normal", "uniform"};
  return names;
}

std::span<const std::string_view> saved_names(Normalizing) {
  static constexpr std::string_view names[] = {"standard", "root_mean_square", "unit"};
  return names;
}

std::span<const std::string_view> saved_names(Pooling) {
  static constexpr std::string_view names[] = {"maximum", "mean"};
  return names;
}

std::span<const std::string_view> saved_names(Reducing) {
  static constexpr std::string_view names[] = {"sum", "mean", "maximum", "minimum", "any"};
  return names;
}

}  // namespace primitive
}  // namespace plexus
