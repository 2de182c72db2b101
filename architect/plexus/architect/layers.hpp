#pragma once

// All layers at once.

#include <plexus/architect/construct.hpp>
#include <plexus/architect/layers/dense.hpp>
#include <plexus/architect/layers/gru.hpp>
#include <plexus/architect/layers/lstm.hpp>
#include <plexus/architect/layers/memory.hpp>
