#include <plexus/evolve/game/maze_map.hpp>

#include <array>

namespace plexus::evolve {
namespace {

constexpr std::array<Wall, 11> medium_walls{{
    {{5, 5}, {295, 5}},  // around it
    {{295, 5}, {295, 135}},
    {{295, 135}, {5, 135}},
    {{5, 135}, {5, 5}},
    {{241, 135}, {58, 65}},
    {{114, 5}, {73, 42}},
    {{130, 91}, {107, 46}},
    {{196, 5}, {139, 51}},
    {{219, 125}, {182, 63}},
    {{267, 5}, {214, 63}},
    {{271, 135}, {237, 88}},
}};

constexpr std::array<Wall, 11> hard_walls{{
    {{5, 5}, {5, 200}},  // around it
    {{5, 200}, {200, 200}},
    {{200, 200}, {200, 5}},
    {{200, 5}, {5, 5}},
    {{5, 49}, {57, 53}},
    {{56, 54}, {56, 157}},
    {{57, 106}, {158, 162}},
    {{77, 200}, {108, 164}},
    {{5, 80}, {33, 121}},
    {{200, 146}, {87, 91}},
    {{56, 55}, {133, 30}},
}};

constexpr MazeMap medium{300, 140, {30, 22}, {270, 100}, medium_walls};
constexpr MazeMap hard{205, 205, {36, 184}, {31, 20}, hard_walls};

}  // namespace

const MazeMap& medium_maze() { return medium; }
const MazeMap& hard_maze() { return hard; }

}  // namespace plexus::evolve
