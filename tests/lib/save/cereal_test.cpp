#include <catch2/catch.hpp>

#include <sstream>

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
