#include <plexus/data/model.hpp>

#include <set>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/save/document.hpp>

namespace plexus {
namespace {

constexpr std::string_view model_kind = "model", network_kind = "network";

void require_scale(const Scale& scale, std::string_view column) {
  if (scale.deviation <= 0)
    throw Error("column '", column, "' has a deviation of ", scale.deviation, ", wanted one above 0");
}

void require_sizes(const Network& network, std::size_t inputs, std::size_t outputs, std::string_view what) {
  if (network.input_count() != inputs || network.output_count() != outputs)
    throw Error("its ", what, " has ", count_of(inputs, "input"), " and ", count_of(outputs, "output"),
                ", its network ", network.input_count(), " and ", network.output_count());
}

// Throws Error when the parts of a model contradict each other.
void require_sound(const Model& model) {
  const int uses = (model.table ? 1 : 0) + (model.series ? 1 : 0) + (model.game.empty() ? 0 : 1);
  if (uses > 1) throw Error("it is for more than one of a table, a series and a game");
  if (model.series) {
    require_sizes(model.network, 1, 1, "series");
    require_scale(model.series->change, model.series->column);
  }
  if (!model.table) return;
  require_sizes(model.network, model.table->input_count(), model.table->output_count(), "table");
  for (const InputColumn& input : model.table->inputs) require_scale(input.scale, input.name);
  const TargetColumn& target = model.table->target;
  require_scale(target.scale, target.name);
  if (std::set(target.classes.begin(), target.classes.end()).size() != target.classes.size())
    throw Error("column '", target.name, "' has the same class twice");
}

}  // namespace

template <>
struct Blank<Model> {
  static Model make() { return {blank_network()}; }
};

template <class Archive>
void serialize(Archive& archive, Scale& scale) {
  field(archive, "mean", scale.mean);
  field(archive, "deviation", scale.deviation);
}

template <class Archive>
void serialize(Archive& archive, InputColumn& column) {
  field(archive, "name", column.name);
  field(archive, "scale", column.scale);
}

template <class Archive>
void serialize(Archive& archive, TargetColumn& column) {
  field(archive, "name", column.name);
  field(archive, "classes", column.classes);
  field(archive, "scale", column.scale);
}

template <class Archive>
void serialize(Archive& archive, Encoding& encoding) {
  format_version(archive, 1);
  field(archive, "inputs", encoding.inputs);
  field(archive, "target", encoding.target);
}

template <class Archive>
void serialize(Archive& archive, SeriesEncoding& encoding) {
  format_version(archive, 1);
  field(archive, "column", encoding.column);
  field(archive, "change", encoding.change);
}

template <class Archive>
void serialize(Archive& archive, Model& model) {
  format_version(archive, 1);
  field(archive, "note", model.note);
  field(archive, "game", model.game);
  field(archive, "table", model.table);
  field(archive, "series", model.series);
  field(archive, "network", model.network);
}

void save(const Model& model, const std::filesystem::path& path) {
  try {
    require_sound(model);
  } catch (const Error& error) {
    throw Error("cannot save a model as '", path.string(), "': ", error.what());
  }
  save_document(path, model_kind, model);
}

Model load_model(const std::filesystem::path& path) {
  const std::string bytes = read_document(path);
  try {
    if (kind_of_document(bytes) == network_kind) return {from_document<Network>(network_kind, bytes)};
    Model model = from_document<Model>(model_kind, bytes);
    require_sound(model);
    return model;
  } catch (const Error& error) {
    throw Error("cannot load a model from '", path.string(), "': ", error.what());
  }
}

}  // namespace plexus
