#include <plexus/program/single/lower.hpp>

#include <plexus/program/single/arrange.hpp>
#include <plexus/program/single/draft.hpp>
#include <plexus/program/single/layer_operations.hpp>
#include <plexus/program/single/row_numbers.hpp>
#include <plexus/program/single/unit_operations.hpp>

namespace plexus::single {
namespace {

class Lowering {
  using Kind = Operation::Kind;

 public:
  Lowering(const Draft& draft, const Arrangement& arrangement, Pass& pass)
      : draft_(draft),
        arrangement_(arrangement),
        pass_(pass),
        rows_(draft, arrangement, pass),
        units_(draft, arrangement, rows_, pass),
        layers_(draft, arrangement, rows_, units_, pass) {}

  void lower(const Plan& plan) {
    const std::size_t edges = draft_.edges.size() + draft_.edges.size() / 2;
    pass_.operations.reserve(arrangement_.stretches.size());
    pass_.rows.reserve(edges + draft_.units.size());
    pass_.gathered.reserve(edges + 2 * draft_.units.size());
    for (const Stretch& stretch : arrangement_.stretches) emit(stretch);
    layers_.place_dense_weights();
    for (std::uint32_t i = plan.unit_count - plan.output_count; i < plan.unit_count; ++i)
      pass_.outputs.push_back(arrangement_.row_of[i]);
    pass_.input_count = plan.input_count;
    pass_.row_count = rows_.count() + tile;  // vectors may read beyond the last row that counts
  }

 private:
  void emit(const Stretch& stretch) {
    switch (stretch.kind) {
      case Stretch::Kind::layers:
        layers_.emit_layers(stretch);
        break;
      case Stretch::Kind::layer:
        layers_.emit_layer(stretch);
        break;
      case Stretch::Kind::band:
        if (units_.emit_band(stretch)) break;
        [[fallthrough]];
      case Stretch::Kind::units:
        units_.emit_slices(stretch, stretch.gated, true);
        break;
    }
    if (stretch.masked) emit_masks(stretch);
  }

  void emit_masks(const Stretch& stretch) {
    Operation made = begin_operation(Kind::scale, stretch, pass_);
    made.weight = static_cast<std::uint32_t>(pass_.masks.size());
    for (std::uint32_t i = 0; i < stretch.count; ++i) {
      const auto* each = draft_.find(arrangement_.unit_of[stretch.row + i]);
      pass_.masks.push_back(each ? each->mask : 1);
    }
    pass_.operations.push_back(made);
  }

  const Draft& draft_;
  const Arrangement& arrangement_;
  Pass& pass_;
  RowNumbers rows_;
  UnitOperations units_;
  LayerOperations layers_;
};

}  // namespace

std::shared_ptr<const Pass> lower(const Plan& plan) {
  const auto draft = read(plan);
  if (!draft) return nullptr;
  const Arrangement arrangement = arrange(*draft, plan.input_count);
  auto pass = std::make_shared<Pass>();
  Lowering(*draft, arrangement, *pass).lower(plan);
  return pass;
}

}  // namespace plexus::single
