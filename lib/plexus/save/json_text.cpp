#include <plexus/save/json_text.hpp>

// First, for it tells RapidJSON how to fail.
#include <cereal/archives/json.hpp>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <system_error>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/save/limits.hpp>
#include <plexus/save/text.hpp>

namespace plexus {
namespace {

// Receives the events of RapidJSON's parser, which stops at the first `false`.
class JsonCheck : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, JsonCheck> {
 public:
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    std::vector<std::string>& names = names_[depth_ - 1];
    std::string name(text, length);
    if (std::ranges::find(names, name) != names.end())
      return stop("the member " + shown(name) + " stands twice in one object");
    if (names.size() == most_members)
      return stop("an object has more than " + std::to_string(most_members) + " members");
    names.push_back(std::move(name));
    return true;
  }
  bool StartObject() { return open(); }
  bool StartArray() { return open(); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  const std::string& problem() const { return problem_; }

 private:
  bool open() {
    if (depth_ == deepest_nesting)
      return stop("lists and objects are nested deeper than " + std::to_string(deepest_nesting));
    if (++depth_ > names_.size()) names_.emplace_back();
    names_[depth_ - 1].clear();
    return true;
  }
  bool close() { return --depth_, true; }
  bool stop(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  std::vector<std::vector<std::string>> names_;  // of the members seen, for each open object
  std::size_t depth_ = 0;
  std::string problem_;
};

// The position after the string that begins at `position`.
std::size_t end_of_string(std::string_view json, std::size_t position) {
  for (++position; position < json.size() && json[position] != '"'; ++position)
    if (json[position] == '\\') ++position;
  return std::min(position + 1, json.size());
}

[[noreturn]] void unsound(std::string_view json, std::size_t position, const std::string& problem) {
  throw Error("it is not sound JSON: ", place_of(json, position), ": ", problem);
}

// RapidJSON 1.1 shifts by 64 bits for a zero with an exponent, and overflows for exponents and lengths without bound.
bool is_sound_number(std::string_view number) {
  constexpr std::size_t longest_zero = 20, longest = 1000;
  double value = 0;
  const std::string_view significand = number.substr(0, number.find_first_of("eE"));
  if (significand.find_first_of("123456789") == std::string_view::npos)
    return significand.size() == number.size() && number.size() <= longest_zero;
  return number.size() <= longest &&
         std::from_chars(number.data(), number.data() + number.size(), value).ec == std::errc{};
}

// Looks at each number of JSON whose syntax is sound.
void check_numbers(std::string_view json) {
  for (std::size_t begin = 0; (begin = json.find_first_of("\"-0123456789", begin)) != std::string_view::npos;) {
    const std::size_t end = json[begin] == '"'
                                ? end_of_string(json, begin)
                                : std::min(json.find_first_not_of("+-.eE0123456789", begin), json.size());
    const std::string_view token = json.substr(begin, end - begin);
    if (token.front() != '"' && token != "-" && !is_sound_number(token))  // a lone "-" belongs to "-Infinity"
      unsound(json, begin, "the number " + shown(token) + " is out of range or too long");
    begin = end;
  }
}

// The next bracket or brace outside of strings, at or after `position`.
std::size_t next_bracket(std::string_view json, std::size_t position) {
  while ((position = json.find_first_of("\"[]{}", position)) != std::string_view::npos && json[position] == '"')
    position = end_of_string(json, position);
  return std::min(position, json.size());
}

// Appends a piece with each line break, and the indentation after it, as one space, or none at a bracket.
void append_in_one_line(std::string_view piece, std::string& joined) {
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] != '\n') {
      joined += piece[i];
      continue;
    }
    i = std::min(piece.find_first_not_of(' ', i + 1), piece.size()) - 1;
    if (std::string_view("[{").find(joined.back()) == std::string_view::npos && i + 2 < piece.size()) joined += ' ';
  }
}

}  // namespace

void check_json(std::string_view json) {
  constexpr unsigned flags =
      rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNanAndInfFlag | rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::MemoryStream stream(json.data(), json.size());
  rapidjson::Reader reader;
  JsonCheck check;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, check);
  if (result.IsError())
    unsound(json, result.Offset(),
            check.problem().empty() ? rapidjson::GetParseError_En(result.Code()) : check.problem());
  check_numbers(json);
}

std::string join_short_lines(std::string_view json) {
  std::string joined;
  joined.reserve(json.size());
  for (std::size_t position = 0; position < json.size();) {
    const std::size_t first = next_bracket(json, position);
    joined += json.substr(position, first - position);
    if (first == json.size()) break;
    const bool opens = json[first] == '[' || json[first] == '{';
    const std::size_t second = opens ? next_bracket(json, first + 1) : first;
    if (opens && second < json.size() && (json[second] == ']' || json[second] == '}')) {
      append_in_one_line(json.substr(first, second + 1 - first), joined);
      position = second + 1;
    } else {
      joined += json[first];
      position = first + 1;
    }
  }
  return joined;
}

}  // namespace plexus
