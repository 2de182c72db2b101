#pragma once

#include <string_view>

#include <plexus/core/error.hpp>

namespace plexus {

/// Throws Error when a std::function, or a pointer to a function, is empty. `call` and `argument` name it.
template <class Function>
void require_callable(const Function& function, std::string_view call, std::string_view argument) {
  if (!function) throw Error(call, ": ", argument, " is empty, wanted a function");
}

}  // namespace plexus
