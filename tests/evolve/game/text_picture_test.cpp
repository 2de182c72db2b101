#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/evolve/game/text_picture.hpp>

namespace plexus::evolve {

TEST_CASE("a picture in text puts marks where they belong, and leaves out what is not in its frame", "[evolve][game]") {
  TextPicture picture(5, 3, {0, 4, -1, 1});
  picture.dot(0, 1, 'a');
  picture.dot(4, -1, 'b');
  picture.dot(2.4, 0.1, 'c');
  picture.dot(4.1, 0, 'x');
  picture.dot(2, -1.1, 'x');
  picture.dot(std::nan(""), 0, 'x');
  CHECK(picture.text() == "a    \n  c  \n    b\n");
  picture.line(0, -1, 2, 1, '/');
  CHECK(picture.text() == "a /  \n /c  \n/   b\n");
}

}  // namespace plexus::evolve
