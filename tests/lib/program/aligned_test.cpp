#include <catch2/catch.hpp>

#include <cstdint>
#include <numeric>
#include <vector>

#include <plexus/program/aligned.hpp>

namespace plexus {

TEMPLATE_TEST_CASE("aligned: vectors of any size begin with a line of the cache, and keep what they hold",
                   "[lib][program]", float, double) {
  std::vector<AlignedVector<TestType>> all;  // at the same time, so that none may reach into another
  for (std::size_t count = 1; count < 300; ++count) {
    AlignedVector<TestType> numbers(count);
    std::iota(numbers.begin(), numbers.end(), static_cast<TestType>(count));
    all.push_back(std::move(numbers));
  }
  for (auto& numbers : all) {
    CHECK(reinterpret_cast<std::uintptr_t>(numbers.data()) % 64 == 0);
    const auto count = numbers.size();
    numbers.push_back(static_cast<TestType>(2 * count));  // into another block, which may be of the other kind
    CHECK(reinterpret_cast<std::uintptr_t>(numbers.data()) % 64 == 0);
    for (std::size_t i = 0; i <= count; ++i) REQUIRE(numbers[i] == static_cast<TestType>(count + i));
  }
  for (std::size_t i = 0; i < all.size(); i += 2) all[i] = AlignedVector<TestType>();
  for (std::size_t i = 1; i < all.size(); i += 2) REQUIRE(all[i].back() == static_cast<TestType>(2 * (i + 1)));
}

}  // namespace plexus
