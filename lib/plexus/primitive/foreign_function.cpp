#include <plexus/primitive/foreign_function.hpp>

#include <map>
#include <mutex>

#include <plexus/core/callable.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

// The one thing that a program has one of: what a name in a file stands for cannot come with the file.
struct Registry {
  std::mutex guard;
  std::map<std::string, std::shared_ptr<const ForeignFunction>, std::less<>> functions;
};

Registry& registry() {
  static Registry all;
  return all;
}

}  // namespace

void register_foreign(const std::string& name, ForeignFunction function) {
  if (name.empty()) throw Error("register_foreign: got an empty name, wanted one that files can hold");
  require_callable(function.shape, "register_foreign", "shape");
  require_callable(function.in_float.forward, "register_foreign", "in_float.forward");
  require_callable(function.in_float.backward, "register_foreign", "in_float.backward");
  require_callable(function.in_double.forward, "register_foreign", "in_double.forward");
  require_callable(function.in_double.backward, "register_foreign", "in_double.backward");
  auto shared = std::make_shared<const ForeignFunction>(std::move(function));
  Registry& all = registry();
  const std::lock_guard lock(all.guard);
  if (!all.functions.try_emplace(name, std::move(shared)).second)
    throw Error("register_foreign: a function called '", name, "' is registered already; give this one another name");
}

std::vector<std::string> foreign_names() {
  Registry& all = registry();
  const std::lock_guard lock(all.guard);
  std::vector<std::string> names;
  for (const auto& [name, function] : all.functions) names.push_back(name);
  return names;
}

std::shared_ptr<const ForeignFunction> foreign_named(std::string_view name) {
  {
    Registry& all = registry();
    const std::lock_guard lock(all.guard);
    if (const auto found = all.functions.find(name); found != all.functions.end()) return found->second;
  }
  std::string known;
  for (const std::string& each : foreign_names()) {
    known += known.empty() ? "" : ", ";
    known += each;
  }
  if (known.empty()) known = "none";
  throw Error("no foreign function is called '", name, "'; registered: ", known,
              ". Call plexus::register_foreign with it before the network is built or loaded");
}

}  // namespace plexus
