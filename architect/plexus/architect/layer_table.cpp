#include <plexus/architect/layer_table.hpp>

#include <array>

#include <plexus/architect/layer_config.hpp>
#include <plexus/architect/layers/dense.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

namespace plexus {
namespace {

// A layer of default options that a config changes.
template <class Options, Layer (*make)(const Options&)>
Layer from_config(std::string_view config) {
  Options options;
  read_config(config, [&](OptionVisitor& visitor) { options.visit(visitor); });
  return make(options);
}

constexpr std::array rows{
    LayerRow{"Dense", from_config<DenseOptions, Dense>},
};

}  // namespace

std::span<const LayerRow> layer_rows() { return rows; }

Layer layer_named(std::string_view kind, std::string_view config) {
  const LayerRow& row = row_named(rows, kind, "layer");
  try {
    return row.make(config);
  } catch (const Error& error) {
    throw Error(kind, ": ", error.what());
  }
}

std::string config_of(const Layer& layer) {
  if (!layer.tensor_layer()) throw Error("this layer of single units has no config");
  return written_config([&](OptionVisitor& visitor) { layer.tensor_layer()->visit_options(visitor); });
}

}  // namespace plexus
