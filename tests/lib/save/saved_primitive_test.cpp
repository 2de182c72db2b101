#include <catch2/catch.hpp>

#include <limits>
#include <vector>

#include <plexus/save/document.hpp>
#include <plexus/save/saved_primitive.hpp>

using namespace plexus;
using namespace plexus::primitive;

TEST_CASE("primitives are saved and loaded with all that they are") {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Primitive> primitives{
      Apply{Function::relu, {0.5, infinity, 0.25}},
      BatchNormalize{0, 0.5, 0.25, true},
      Foreign{"a user's"},
      Noise{Drawing::uniform, {2, 3}, -1, 2, 0.5, 7},
      Normalize{Normalizing::unit, {0, -2}, 0.5},
      Reduce{Reducing::any, {1}, true},
      Select{},
      Softmax{{0, 1}, true},
      Sparsemax{2},
  };
  for (const Primitive& each : primitives)
    for (const Format format : {Format::binary, Format::json, Format::xml}) {
      INFO(name_of(each));
      Operation operation;
      operation.primitive = each;
      const auto loaded = from_document<Operation>("operation", to_document("operation", operation, format));
      CHECK(loaded.primitive == each);
    }
}
