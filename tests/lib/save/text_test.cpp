#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/save/json_text.hpp>
#include <plexus/save/text.hpp>

using namespace plexus;
using Catch::Contains;

TEST_CASE("escaped text is readable, and gives back the bytes", "[save]") {
  CHECK(escaped("humidity 20 % \xC3\xA9 \xE2\x82\xAC \xF0\x9F\xA7\xA0") ==
        "humidity 20 % \xC3\xA9 \xE2\x82\xAC \xF0\x9F\xA7\xA0");
  CHECK(escaped("a\\b") == "a\\x5Cb");
  CHECK(escaped(" a\n") == "\\x20a\\x0A");
  CHECK(escaped("\xC0\xAF \xED\xA0\x80 \xF5 \xC3") == "\\xC0\\xAF \\xED\\xA0\\x80 \\xF5 \\xC3");  // no UTF-8 (RFC 3629)
  const std::uint64_t seed = 5;
  Random random(seed);
  for (int i = 0; i < 5000; ++i) {
    std::string bytes;
    for (std::size_t left = random.below(6); left > 0; --left) bytes += static_cast<char>(random.bits());
    if (unescaped(escaped(bytes)) != bytes) FAIL("seed " << seed << ": " << escaped(bytes));
  }
  for (const char* bad : {"\\", "\\x", "\\x4", "\\x4g", "\\x4a", "\\y41"})
    CHECK_THROWS_WITH(unescaped(bad), Contains("two digits"));
}

TEST_CASE("text of a number gives back the number, and nothing else is a number", "[save]") {
  Random random(6);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = random.bits();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    const double back = number_from<double>(number_text(number));
    if (number == number && std::memcmp(&back, &number, sizeof back) != 0) FAIL("bits " << bits);
  }
  for (const char* bad : {"", " 1", "1 ", "+1", "0x10", "1,5", "1e999", "one", "1.5.2"})
    CHECK_THROWS_WITH(number_from<double>(bad), Contains("wanted a number"));
  for (const char* bad : {"", "-1", "1.0", "256"})
    CHECK_THROWS_WITH(number_from<std::uint8_t>(bad), Contains("from 0 to 255"));
}

TEST_CASE("short lists and objects stand on one line, long ones do not", "[save]") {
  CHECK(join_short_lines("{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {\n    \"}]\\\"\": []\n  }\n}") ==
        "{\n  \"a\": [1, 2],\n  \"b\": {\n    \"}]\\\"\": []\n  }\n}");
  CHECK(join_short_lines("").empty());
  CHECK(join_short_lines("[") == "[");
}
