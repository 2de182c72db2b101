#include <plexus/evolve/task/task.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<TaskRow>({
    {"maze-hard", "steer a robot through a maze of dead ends", "Lehman and Stanley 2011, section 4.1", 10, 2, false,
     "maze-hard", hard_maze_task},
    {"maze-medium", "steer a robot through a maze", "Lehman and Stanley 2011, section 4.1", 10, 2, false, "maze-medium",
     medium_maze_task},
    {"prey-capture", "catch a prey that is seen only when near", "Gomez and Miikkulainen 1997, as in SharpNEAT", 13, 4,
     true, "prey-capture", prey_capture_task},
    {"xor", "answer whether two bits differ", "Stanley and Miikkulainen 2002, section 4.1", 2, 1, false, "", xor_task},
});

}  // namespace

std::span<const TaskRow> task_rows() { return rows; }

const TaskRow& task_named(std::string_view name) { return row_named(rows, name, "task"); }

}  // namespace plexus::evolve
