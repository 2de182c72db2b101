#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/save/binary_stream.hpp>
#include <plexus/save/document.hpp>
#include <plexus/save/save.hpp>

#include "sample_networks.hpp"
#include "scratch_folder.hpp"

using namespace plexus;
using namespace plexus::test;
using Catch::Contains;

namespace {

const std::filesystem::path data = std::filesystem::path(PLEXUS_TEST_DATA) / "save";

// Networks of which some share a topology, some have an equal one, and some have none of the others'.
std::vector<Network> mixed_networks() {
  std::vector<Network> networks = sample_networks();
  for (std::uint64_t seed = 10; seed < 14; ++seed) networks.push_back(with_random_bits(networks[seed % 3], seed));
  networks.push_back(odd_network());
  return networks;
}

// Inputs, units in a chain with a gate and a mask here and there, an output.
Network chain(std::uint32_t units) {
  TopologyParts parts;
  for (std::uint32_t i = 0; i < units; ++i) {
    const bool input = i == 0, output = i + 1 == units;
    parts.units.push_back({.id = i,
                           .activation = i % 3 == 1 ? Activation::tanh : Activation::logistic,
                           .role = input    ? Role::input
                                   : output ? Role::output
                                            : Role::hidden,
                           .trainable = i % 5 != 2,
                           .mask = i % 7 == 3 ? 0.5 : 1});
    if (!input) parts.connections.push_back({.from = i - 1, .to = i, .gater = i % 4 == 3 ? i / 2 : no_unit});
  }
  const std::size_t parameters = 2 * (std::size_t{units} - 1);
  return with_random_bits({std::make_shared<const Topology>(std::move(parts)), std::vector<double>(parameters)}, units);
}

void check_same(const std::vector<Network>& got, const std::vector<Network>& wanted) {
  REQUIRE(got.size() == wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CAPTURE(i);
    CHECK(same_bits(got[i], wanted[i]));
  }
}

}  // namespace

TEST_CASE("a list of networks comes back bit for bit, in every format", "[save]") {
  const ScratchFolder folder;
  const std::vector<Network> wanted = mixed_networks();
  for (const char* name : {"list.plexus", "list.json", "list.xml"}) {
    CAPTURE(name);
    save(wanted, folder / name);
    check_same(load_networks(folder / name), wanted);
    CHECK(get(folder / name) == to_bytes(wanted, format_of(name)));
    check_same(networks_from_bytes(get(folder / name)), wanted);
  }
  for (const Format format : all_formats) CHECK(networks_from_bytes(to_bytes(std::vector<Network>(), format)).empty());
}

TEST_CASE("networks that share a topology share it again when they are loaded", "[save]") {
  const std::vector<Network> wanted = mixed_networks();
  for (const Format format : all_formats) {
    const std::vector<Network> got = networks_from_bytes(to_bytes(wanted, format));
    for (std::size_t i = 0; i < got.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        CAPTURE(i, j);
        const bool same = format == Format::binary ? wanted[i].shared_topology() == wanted[j].shared_topology()
                                                   : wanted[i].topology().parts() == wanted[j].topology().parts();
        CHECK((got[i].shared_topology() == got[j].shared_topology()) == same);
      }
  }
}

TEST_CASE("a binary list holds a shared topology once", "[save]") {
  const Network network = chain(60);
  const std::size_t one = to_bytes(std::vector{network}).size();
  const std::size_t twice = to_bytes(std::vector{network, network}).size();
  CHECK(twice - one == network.parameters().size_bytes() + 4 + 4 + 8);  // version, number and count
}

TEST_CASE("topologies that differ in one bit stay apart when they are loaded", "[save]") {
  const TopologyParts plain = odd_network().topology().parts();
  std::vector<TopologyParts> variants(12, plain);
  variants[1].units[2].id ^= 1U;
  variants[2].units[2].activation = Activation::tanh;
  variants[3].units[2].trainable = false;
  variants[4].units[2].mask = 0.0;
  variants[5].units[2].mask = -0.0;
  variants[6].connections[4].gater = 1;
  variants[7].connections[4].trainable = false;
  variants[8].connections[4].from = 2;
  variants[9].groups[1].name = "x";
  variants[10].blocks.clear();
  variants[11].inputs_gate = false;
  std::vector<Network> wanted;
  for (const TopologyParts& each : variants)
    wanted.emplace_back(std::make_shared<const Topology>(each), std::vector<double>(8));
  for (const Format format : all_formats) {
    const std::vector<Network> got = networks_from_bytes(to_bytes(wanted, format));
    check_same(got, wanted);
    for (std::size_t i = 0; i < got.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) CHECK(got[i].shared_topology() != got[j].shared_topology());
    CHECK(std::signbit(got[5].topology().units()[2].mask));
  }
}

TEST_CASE("numbers of units that need one, two and four bytes come back, in pieces too", "[save]") {
  const ScratchFolder folder;
  for (const std::uint32_t units : {2U, 3U, 255U, 256U, 257U, 258U, 5000U, 65536U, 65537U, 70000U}) {
    CAPTURE(units);
    const Network wanted = chain(units);
    save(wanted, folder / "chain.plexus");
    const Network got = load_network(folder / "chain.plexus");
    CHECK(same_bits(got, wanted));
    CHECK(same_bits(network_from_bytes(to_bytes(wanted)), wanted));
    CHECK(get(folder / "chain.plexus") == to_bytes(wanted));
    CHECK(got.topology().units().capacity() == units);
    CHECK(got.topology().connections().capacity() == units - 1);
  }
}

TEST_CASE("binary files of earlier formats still load", "[save]") {
  CHECK(same_bits(load_network(data / "network_version_2.plexus"), odd_network()));
  const Network masked = load_network(data / "masked_version_2.plexus");
  CHECK(masked.topology().units()[1].mask == 0.75);
  CHECK_FALSE(masked.topology().parts().inputs_gate);
  CHECK(masked.weight(1) == 2);
  // Version 1 of what is around them too, with another checksum, which still guards them.
  CHECK(get(data / "network_version_2.plexus").starts_with("PLEXUS\1"));
  std::string damaged = get(data / "network_version_2.plexus");
  damaged[100] ^= 1;
  CHECK_THROWS_WITH(network_from_bytes(damaged), Contains("checksum"));
}

TEST_CASE("the binary format of today is that of the file that was kept", "[save]") {
  const Network odd = odd_network(), other(odd.shared_topology(), std::vector<double>(8, 0.25));
  CHECK(to_bytes(std::vector{odd, other, chain(7)}) == get(data / "networks_version_3.plexus"));
}

TEST_CASE("the checksum is XXH3, in whatever pieces the bytes come", "[save]") {
  // XXH3_64bits of no bytes is 0x2D06800538D394C2, says the table of xxHash's own tests.
  CHECK(Checksum().little_end_first() == "\xC2\x94\xD3\x38\x05\x80\x06\x2D");
  std::string bytes;
  for (int i = 0; i < 3000; ++i) bytes += static_cast<char>(i * i % 251);
  Checksum whole;
  whole.add(bytes);
  for (const std::size_t piece : {1U, 7U, 64U, 1000U}) {
    Checksum sum;
    for (std::size_t i = 0; i < bytes.size(); i += piece) sum.add(std::string_view(bytes).substr(i, piece));
    CHECK(sum.little_end_first() == whole.little_end_first());
  }
}

TEST_CASE("a network, a list of them and a population are told apart", "[save]") {
  const ScratchFolder folder;
  save(odd_network(), folder / "one.plexus");
  save(mixed_networks(), folder / "many.plexus");
  CHECK_THROWS_WITH(load_networks(folder / "one.plexus"),
                    Contains("holds a network, wanted networks; load_network would read that"));
  CHECK_THROWS_WITH(load_network(folder / "many.plexus"),
                    Contains("holds networks, wanted a network; load_networks would read that"));
  CHECK(kind_of_document(to_bytes(mixed_networks())) == "networks");
}

TEST_CASE("a list with a parameter that is not finite is not saved, and the error says which", "[save]") {
  const ScratchFolder folder;
  std::vector<Network> networks = mixed_networks();
  save(networks, folder / "list.plexus");
  const std::string before = get(folder / "list.plexus");
  networks[5].bias(3) = std::numeric_limits<double>::infinity();
  for (const char* name : {"list.plexus", "list.json"})
    CHECK_THROWS_WITH(save(networks, folder / name), Contains("networks[5].units[3].bias") && Contains(name));
  CHECK(get(folder / "list.plexus") == before);
  CHECK(folder.file_count() == 1);  // the temporary one is gone
}
