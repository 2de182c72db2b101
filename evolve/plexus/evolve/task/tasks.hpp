#pragma once

#include <plexus/evolve/task/task.hpp>

// What makes the tasks of the table, each in a file of its own.

namespace plexus::evolve {

Task hard_maze_task();
Task medium_maze_task();
Task prey_capture_task();
Task xor_task();

}  // namespace plexus::evolve
