#include <plexus/data/nearest.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace plexus;

TEST_CASE("a slip of the finger is answered with the name that was meant", "[data]") {
  const std::vector<std::string> known{"petal_length_cm", "petal_width_cm", "species", "co2_ppm"};
  CHECK(did_you_mean("petal_lenght_cm", known) == "did you mean 'petal_length_cm'?");
  CHECK(did_you_mean("specise", known) == "did you mean 'species'?");
  CHECK(did_you_mean("Species", known) == "did you mean 'species'?");
  CHECK(did_you_mean("co2", known) == "did you mean 'co2_ppm'?");
  CHECK(did_you_mean("width", known) == "did you mean 'petal_width_cm'?");
}

TEST_CASE("a name like no other is answered with the known ones, not too many of them", "[data]") {
  CHECK(did_you_mean("price", std::vector<std::string>{"a", "b"}) == "known are a, b");
  CHECK(did_you_mean("", std::vector<std::string>{"a", "b"}) == "known are a, b");
  CHECK(did_you_mean("price", std::vector<std::string>(25, "a")).ends_with(" a and 5 more"));
}
