#include <plexus/architect/layer_config.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/data/nearest.hpp>

namespace plexus {
namespace {

using Json = nlohmann::ordered_json;

// What a config may hold beside options: Keras's own bookkeeping.
constexpr std::array<std::string_view, 5> bookkeeping{"trainable", "dtype", "batch_shape", "seed", "autocast"};

[[noreturn]] void refuse(const char* name, const Json& got, std::string_view wanted) {
  throw Error("option '", name, "' is ", got.dump(), ", wanted ", wanted);
}

std::uint32_t whole(const char* name, const Json& value) {
  constexpr auto most = std::numeric_limits<std::uint32_t>::max();
  if (!value.is_number_integer() || value.get<double>() < 0 || value.get<double>() > most)
    refuse(name, value, "a whole number, 0 or more");
  return value.get<std::uint32_t>();
}

class Reader : public OptionVisitor {
 public:
  explicit Reader(Json config) : config_(std::move(config)) {
    if (!config_.is_object()) throw Error("the config is ", config_.dump(), ", wanted an object with options");
  }

  void operator()(const char* name, bool& value) override {
    if (const Json* json = find(name)) {
      if (!json->is_boolean()) refuse(name, *json, "true or false");
      value = json->get<bool>();
    }
  }
  void operator()(const char* name, std::uint32_t& value) override {
    if (const Json* json = find(name)) value = whole(name, *json);
  }
  void operator()(const char* name, std::int32_t& value) override {
    if (const Json* json = find(name)) value = static_cast<std::int32_t>(axis(name, *json));
  }
  void operator()(const char* name, double& value) override {
    if (const Json* json = find(name)) value = number(name, *json);
  }
  void operator()(const char* name, std::string& value) override {
    if (const Json* json = find(name); json && !json->is_null()) {
      if (!json->is_string()) refuse(name, *json, "a text");
      value = json->get<std::string>();
    }
  }
  void operator()(const char* name, std::optional<double>& value) override {
    if (const Json* json = find(name)) value = json->is_null() ? std::nullopt : std::optional(number(name, *json));
  }
  void operator()(const char* name, std::optional<std::uint32_t>& value) override {
    if (const Json* json = find(name)) value = json->is_null() ? std::nullopt : std::optional(whole(name, *json));
  }
  void operator()(const char* name, std::optional<Sizes>& value) override {
    if (const Json* json = find(name)) value = json->is_null() ? std::nullopt : std::optional(sizes(name, *json));
  }
  void operator()(const char* name, Sizes& value) override {
    if (const Json* json = find(name)) value = sizes(name, *json);
  }
  void operator()(const char* name, Axes& value) override {
    if (const Json* json = find(name)) {
      value.clear();
      for (const std::int64_t each : axes(name, *json)) value.push_back(static_cast<std::int32_t>(each));
    }
  }
  void operator()(const char* name, std::vector<std::int64_t>& value) override {
    if (const Json* json = find(name)) value = axes(name, *json);
  }
  void operator()(const char* name, std::vector<Pads>& value) override {
    const Json* json = find(name);
    if (json == nullptr) return;
    value.clear();
    if (!json->is_array()) return value.push_back({whole(name, *json), whole(name, *json)});
    for (const Json& each : *json) {
      if (each.is_array() && each.size() == 2)
        value.push_back({whole(name, each[0]), whole(name, each[1])});
      else
        value.push_back({whole(name, each), whole(name, each)});
    }
  }

  // Throws Error when something of the config was not asked for.
  void finish() const {
    for (const auto& [key, value] : config_.items()) {
      if (asked_.contains(key) || std::ranges::find(bookkeeping, key) != bookkeeping.end()) continue;
      if (key.ends_with("_initializer")) continue;  // first values only, which are Keras's usual ones
      if (key.ends_with("_regularizer") || key.ends_with("_constraint")) {
        if (value.is_null()) continue;
        throw Error("option '", key, "' is ", value.dump(),
                    "; layers take no regularizers and constraints yet: set it to null");
      }
      const std::vector<std::string> known(asked_.begin(), asked_.end());
      throw Error("there is no option '", key, "'", did_you_mean(key, known));
    }
  }

 protected:
  std::size_t choose(const char* name, std::size_t chosen, const std::string_view* names, std::size_t count) override {
    const Json* json = find(name);
    if (json == nullptr || json->is_null()) return chosen;
    std::string known;
    for (std::size_t i = 0; i < count; ++i) {
      if (json->is_string() && json->get<std::string>() == names[i]) return i;
      known += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    refuse(name, *json, "one of " + known);
  }

 private:
  const Json* find(const char* name) {
    asked_.insert(name);
    const auto found = config_.find(name);
    return found == config_.end() ? nullptr : &*found;
  }

  static double number(const char* name, const Json& value) {
    if (!value.is_number()) refuse(name, value, "a number");
    return value.get<double>();
  }
  static std::int64_t axis(const char* name, const Json& value) {
    if (!value.is_number_integer() || std::abs(value.get<double>()) > 1e9) refuse(name, value, "a whole number");
    return value.get<std::int64_t>();
  }
  // What Keras leaves open, as null, is 0.
  static std::vector<std::int64_t> axes(const char* name, const Json& value) {
    if (value.is_null()) return {};
    if (!value.is_array()) return {axis(name, value)};
    std::vector<std::int64_t> all;
    for (const Json& each : value) all.push_back(each.is_null() ? 0 : axis(name, each));
    return all;
  }
  static Sizes sizes(const char* name, const Json& value) {
    if (!value.is_array()) return whole(name, value);
    std::vector<std::uint32_t> all;
    for (const Json& each : value) all.push_back(whole(name, each));
    return Sizes(std::move(all));
  }

  Json config_;
  std::set<std::string> asked_;
};

class Writer : public OptionVisitor {
 public:
  void operator()(const char* name, bool& value) override { config_[name] = value; }
  void operator()(const char* name, std::uint32_t& value) override { config_[name] = value; }
  void operator()(const char* name, std::int32_t& value) override { config_[name] = value; }
  void operator()(const char* name, double& value) override { config_[name] = value; }
  void operator()(const char* name, std::string& value) override { config_[name] = value; }
  void operator()(const char* name, std::optional<double>& value) override { put(name, value); }
  void operator()(const char* name, std::optional<std::uint32_t>& value) override { put(name, value); }
  void operator()(const char* name, std::optional<Sizes>& value) override {
    config_[name] = value ? Json(value->given()) : Json();
  }
  void operator()(const char* name, Sizes& value) override { config_[name] = value.given(); }
  void operator()(const char* name, Axes& value) override { config_[name] = value; }
  void operator()(const char* name, std::vector<std::int64_t>& value) override { config_[name] = value; }
  void operator()(const char* name, std::vector<Pads>& value) override {
    Json all = Json::array();
    for (const Pads& each : value) all.push_back({each.before, each.after});
    config_[name] = all;
  }

  std::string text() const { return config_.dump(); }

 protected:
  std::size_t choose(const char* name, std::size_t chosen, const std::string_view* names, std::size_t) override {
    config_[name] = std::string(names[chosen]);
    return chosen;
  }

 private:
  template <class T>
  void put(const char* name, const std::optional<T>& value) {
    config_[name] = value ? Json(*value) : Json();
  }

  Json config_ = Json::object();
};

}  // namespace

void read_config(std::string_view config, const VisitOptions& visit) {
  Json json = Json::parse(config, nullptr, false);
  if (json.is_discarded()) throw Error("the config is no JSON");
  Reader reader(std::move(json));
  visit(reader);
  reader.finish();
}

std::string written_config(const VisitOptions& visit) {
  Writer writer;
  visit(writer);
  return writer.text();
}

}  // namespace plexus
