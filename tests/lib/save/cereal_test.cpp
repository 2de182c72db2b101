#include <catch2/catch.hpp>

#include <sstream>
#include <utility>

#include <cereal/archives/binary.hpp>
#include <cereal/archives/json.hpp>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/archives/xml.hpp>
#include <cereal/types/vector.hpp>

#include <plexus/save/cereal.hpp>

#include "sample_networks.hpp"

using namespace plexus;
using namespace plexus::test;

TEMPLATE_TEST_CASE("a network goes through a Cereal archive of the user's, beside other things", "[save]",
                   (std::pair<cereal::BinaryOutputArchive, cereal::BinaryInputArchive>),
                   (std::pair<cereal::PortableBinaryOutputArchive, cereal::PortableBinaryInputArchive>),
                   (std::pair<cereal::JSONOutputArchive, cereal::JSONInputArchive>),
                   (std::pair<cereal::XMLOutputArchive, cereal::XMLInputArchive>)) {
  for (const Network& network : sample_networks()) {
    std::stringstream stream;
    {
      typename TestType::first_type archive(stream);
      archive(cereal::make_nvp("level", 7), network, cereal::make_nvp("scores", std::vector<int>{1, 2}));
    }
    Network loaded = blank_network();
    int level = 0;
    std::vector<int> scores;
    typename TestType::second_type archive(stream);
    archive(cereal::make_nvp("level", level), loaded, cereal::make_nvp("scores", scores));
    CHECK(level == 7);
    CHECK(same_bits(loaded, network));
    CHECK(scores == std::vector<int>{1, 2});
  }
}

TEST_CASE("networks in an archive of the user's share topologies when it is a Sharing one, else each has its own",
          "[save]") {
  using Output = cereal::PortableBinaryOutputArchive;
  using Input = cereal::PortableBinaryInputArchive;
  const Network network = odd_network();
  const auto load_two = [](Input& archive) {
    std::pair networks(blank_network(), blank_network());
    archive(networks.first, networks.second);
    return networks;
  };
  std::stringstream plain, shared;
  {
    Output archive(plain);
    archive(network, network);
    Sharing<Output> sharing(shared);
    static_cast<Output&>(sharing)(network, network);
  }
  CHECK(shared.str().size() < plain.str().size());
  {
    Input archive(plain);
    const auto [one, two] = load_two(archive);
    CHECK(same_bits(one, network));
    CHECK(same_bits(two, network));
  }
  {
    Sharing<Input> archive(shared);
    const auto [one, two] = load_two(archive);
    CHECK(same_bits(one, network));
    CHECK(same_bits(two, network));
    CHECK(one.shared_topology() == two.shared_topology());
  }
  shared.seekg(0);
  Input unshared(shared);
  CHECK_THROWS_WITH(load_two(unshared), Catch::Contains("topology: wanted 0"));
}
