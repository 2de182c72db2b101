#include <catch2/catch.hpp>

#include <string>

#include <plexus/core/error.hpp>
#include <plexus/save/document.hpp>
#include <plexus/save/save.hpp>

#include "mutated_bytes.hpp"
#include "sample_networks.hpp"
#include "scratch_folder.hpp"

using namespace plexus;
using namespace plexus::test;
using Catch::Contains;

namespace {

std::string json() { return to_bytes(odd_network(), Format::json); }
std::string xml() { return to_bytes(odd_network(), Format::xml); }

}  // namespace

TEST_CASE("the error for a foreign file names the file and says what it is", "[save]") {
  const ScratchFolder folder;
  const auto refuses = [&](std::string_view bytes, const std::string& words) {
    const auto path = folder / "some.file";
    put(path, bytes);
    CHECK_THROWS_WITH(load_network(path), Contains(path.string()) && Contains(words));
    CHECK_THROWS_AS(load_network(path), Error);
  };
  refuses("", "empty");
  refuses("\x89PNG\r\n\x1A\n....", "\\x89PNG");
  refuses(std::string(100, '\0'), "not a file of Plexus");
  refuses("  \n", "not a file of Plexus");
  refuses("{\"name\": \"someone else's\"}", "does not come from Plexus");
  refuses("{}", "does not come from Plexus");
  refuses("[1, 2, 3]", "not a file of Plexus");
  refuses("<svg xmlns='http://www.w3.org/2000/svg'></svg>", "got <svg>");
  refuses("<!DOCTYPE html><html></html>", "line 1");
  refuses("<cereal/>", "does not come from Plexus");
  refuses("<cereal></cereal>", "does not come from Plexus");
  refuses("{\"plexus\": \"network\",\n \"content\" 7}", "line 2, column 12");
  refuses("{\"plexus\": \"network\"}", "missing");
  refuses("{\"plexus\": \"network\", \"content\": 7}", "wanted an object");
  refuses("PLEXUS", "cut short");
  refuses(std::string("{\"plexus\": \0\"network\"}", 22), "zero byte");
  refuses(to_document("population", odd_network(), Format::xml), "holds a population, wanted a network");
  refuses(to_document("population", odd_network(), Format::binary), "holds a population, wanted a network");
}

TEST_CASE("what is not a readable file is an error", "[save]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(load_network(folder / "none"), Contains("none") && Contains("o such file"));
  CHECK_THROWS_WITH(load_network(folder / ""), Contains("folder"));
  CHECK_THROWS_WITH(load_network("/dev/zero"), Contains("/dev/zero") && Contains("not a regular file"));
  std::filesystem::create_symlink(folder / "loop", folder / "loop");
  CHECK_THROWS_AS(load_network(folder / "loop"), Error);
}

TEST_CASE("a huge foreign file is refused by its beginning, a huge file of ours by its size", "[save]") {
  const ScratchFolder folder;
  for (const char* begin : {"ID3", "PLEXUS"}) {
    const auto path = folder / begin;
    put(path, begin);
    std::filesystem::resize_file(path, 1ULL << 40U);  // takes no space on the disk
    CHECK_THROWS_WITH(load_network(path),
                      Contains(begin) && (Contains("not a file of Plexus") || Contains("1099511627776 bytes")));
  }
}

TEST_CASE("a file of a newer Plexus is an error that says so", "[save]") {
  CHECK_THROWS_WITH(network_from_bytes(replaced(json(), "\"version\": 2", "\"version\": 5")),
                    Contains("version 5") && Contains("newer Plexus"));
  CHECK_THROWS_WITH(network_from_bytes(replaced(xml(), "<version>2<", "<version>4000000000<")),
                    Contains("version 4000000000"));
  CHECK_THROWS_WITH(network_from_bytes(replaced(json(), "\"version\": 2", "\"version\": 0")),
                    Contains("the first is 1"));
  std::string content(unsealed(to_bytes(odd_network())).content);
  content[1 + 8 + 7] = 6;  // after the byte order and the kind
  CHECK_THROWS_WITH(network_from_bytes(binary_file(content)), Contains("version 6"));
}

TEST_CASE("an error names the field, what it holds and what was wanted", "[save]") {
  const auto refuses = [](const std::string& bytes, const std::string& field, const std::string& words) {
    CHECK_THROWS_WITH(network_from_bytes(bytes), Contains(field) && Contains(words));
  };
  refuses(replaced(json(), "\"selu\"", "\"sleu\""), "units[1].activation", "logistic, tanh, identity");
  refuses(replaced(xml(), ">selu<", ">sleu<"), "units[1].activation", "got 'sleu'");
  refuses(replaced(json(), "\"bias\": 0.1", "\"bias\": \"x\""), "units[1].bias", "wanted a number");
  refuses(replaced(xml(), "<bias>0.1<", "<bias>0.1x<"), "units[1].bias", "wanted a number, got '0.1x'");
  refuses(replaced(json(), "\"bias\": 0.1", "\"bias\": NaN"), "units[1].bias", "finite");
  refuses(replaced(xml(), "<bias>0.1<", "<bias>-inf<"), "units[1].bias", "finite");
  refuses(replaced(json(), "\"bias\": 0.1", "\"bias\": 1e999"), "line 7", "too big");
  for (const char* number : {"0e-30", "0e300", "1e-999", "0.000000000000000000000000", "1e-2147483648"})
    refuses(replaced(json(), "\"bias\": 0.1", std::string("\"bias\": ") + number), "line 7", "out of range");
  refuses(replaced(json(), ", \"bias\": 0.1", ""), "units[1].bias", "missing");
  refuses(replaced(xml(), "<bias>0.1</bias>", ""), "units[1].bias", "missing");
  refuses(replaced(json(), "\"bias\": 0.1", "\"bias\": 0.1, \"bias\": 0.2"), "line 7", "'bias' stands twice");
  refuses(replaced(xml(), "<bias>0.1</bias>", "<bias>0.1</bias><bias>2</bias>"), "line", "second <bias>");
  refuses(replaced(json(), "\"trainable\": false", "\"trainable\": 0"), "trainable", "true or false");
  refuses(replaced(json(), "\"from\": 1", "\"from\": -1"), "connections[2].from", "from 0 to 4294967295");
  refuses(replaced(json(), "\"from\": 1", "\"from\": 1.5"), "connections[2].from", "whole number");
  refuses(replaced(xml(), "<from>1<", "<from>4294967296<"), "connections[2].from", "whole number");
  refuses(replaced(json(), "\"from\": 1", "\"from\": 17"), "connection 2", "unit that is not among the 4");
  refuses(replaced(json(), "\"first\": 1,", "\"first\": 9,"), "group 1", "out of range");
  refuses(replaced(json(), "\"blocks\": [", "\"blocks\": {}, \"b\": ["), "blocks", "wanted a list");
  refuses(replaced(xml(), "<role>output<", "<role>single<"), "units[3].role", "input, hidden, output");
}
