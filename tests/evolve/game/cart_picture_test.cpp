#include <catch2/catch.hpp>

#include <string>

#include <plexus/evolve/game/cart_picture.hpp>
#include <plexus/evolve/game/cartpole.hpp>
#include <plexus/evolve/game/poles.hpp>
#include <plexus/evolve/game/swing_up.hpp>

namespace plexus::evolve {

TEST_CASE("a cart, its track and its poles are drawn from the side", "[evolve][game]") {
  CartPicture picture(4, 2);
  picture.track(3);
  picture.cart(-9, 2);
  picture.pole(1, 0, 1, 2, '|');
  picture.mark(9, 0, 'x');
  CHECK(picture.text() == std::string(36, ' ') + "|           x\n" + std::string(36, ' ') + "|            \n" + "###" +
                              std::string(46, ' ') + "\n" + std::string(49, '-') + "\n");
}

// As they were drawn when each drew itself.
TEST_CASE("the games of a cart draw themselves", "[evolve][game]") {
  CartPole cartpole;
  cartpole.start({0.5, 0, 0.1, 0});
  CHECK(cartpole.draw() ==
        "                                 |               \n"
        "                                |                \n"
        "                               |                 \n"
        "                               |                 \n"
        "                              |                  \n"
        "                              |                  \n"
        "                           #####                 \n"
        "-------------------------------------------------\n");
  cartpole.start({-2.4, 0, -0.2, 0});
  CHECK(cartpole.draw() ==
        "|                                                \n"
        "|                                                \n"
        "|                                                \n"
        "|                                                \n"
        "|                                                \n"
        "|                                                \n"
        "###                                              \n"
        "-------------------------------------------------\n");
  DoublePole poles;
  poles.start({1, 0, 0.3, 0, -0.2, 0});
  CHECK(poles.draw() ==
        "                                      |          \n"
        "                                     |           \n"
        "                                    |            \n"
        "                                 :  |            \n"
        "                                 : |             \n"
        "                                  :|             \n"
        "                                #####            \n"
        "-------------------------------------------------\n");
  SwingUp swing_up;
  swing_up.start({-0.7, 0, 2.5, 0});
  CHECK(swing_up.draw() ==
        "                                                 \n"
        "                                                 \n"
        "                                                 \n"
        "                                                 \n"
        "---------------#o###-----------------------------\n"
        "               oo                                \n"
        "             ooo                                 \n"
        "            oo                                   \n"
        "                                                 \n");
}

}  // namespace plexus::evolve
