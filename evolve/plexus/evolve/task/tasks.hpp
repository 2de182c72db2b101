#pragma once

#include <plexus/evolve/task/task.hpp>

// What makes the tasks of the table, each in a file of its own.

namespace plexus::evolve {

Task bipedal_walker_task();  ///< there is none in a library that was built without Box2D
Task lunar_lander_task();    ///< the same
Task xor_task();

}  // namespace plexus::evolve
