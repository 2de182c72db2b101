#include <plexus/evolve/task/task.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<TaskRow>({
#ifdef PLEXUS_BOX2D
    {"bipedal-walker", "walk on two legs over uneven ground: a mean score of 300", "Gym's BipedalWalker-v3", 24, 4,
     false, "bipedal-walker", bipedal_walker_task},
    {"lunar-lander", "land a ship on its legs, softly and on the pad: a mean score of 240, where Gym asks for 200",
     "Gym's LunarLander-v3", 8, 4, false, "lunar-lander", lunar_lander_task},
#endif
    {"xor", "answer whether two bits differ", "Stanley and Miikkulainen 2002, section 4.1", 2, 1, false, "", xor_task},
});

}  // namespace

std::span<const TaskRow> task_rows() { return rows; }

const TaskRow& task_named(std::string_view name) { return row_named(rows, name, "task"); }

}  // namespace plexus::evolve
