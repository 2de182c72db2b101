#include <plexus/evolve/config.hpp>

#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/evolve/checkpoint_fields.hpp>
#include <plexus/evolve/config_archive.hpp>
#include <plexus/save/json_text.hpp>

namespace plexus::evolve {

std::vector<std::string> read_options(std::string_view json, Options& options) {
  check_json(json);
  Findings findings;
  try {
    ConfigReader::read(Json::parse(json), options, "", findings);
  } catch (const Json::exception& error) {  // such as NaN, which files of Plexus may hold
    throw Error("it is not sound JSON: ", error.what());
  }
  return findings.all();
}

Options options_from_json(std::string_view json, const Options& defaults) {
  Options options = defaults;
  Findings findings;
  for (const std::string& each : read_options(json, options)) findings.add(each);
  for (const std::string& each : check(options)) findings.add(each);
  findings.throw_if_any("options");
  return options;
}

std::string to_json(const Options& options) {
  Options copy = options;
  return join_short_lines(ConfigWriter::json_of(copy).dump(2)) + '\n';
}

}  // namespace plexus::evolve
