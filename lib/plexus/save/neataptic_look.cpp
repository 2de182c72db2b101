#include <plexus/save/neataptic.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace plexus {
namespace {

using Json = nlohmann::json;

// Receives the events of the parser, which stops at the first `false`, and keeps nothing: looks for the members of the
// outermost object, or of the first one in the outermost list.
class LooksLikeNeataptic : public Json::json_sax_t {
 public:
  bool looks() const { return nodes_ && connections_; }

  bool null() override { return is_inside(); }
  bool boolean(bool) override { return is_inside(); }
  bool number_integer(number_integer_t) override { return is_inside(); }
  bool number_unsigned(number_unsigned_t) override { return is_inside(); }
  bool number_float(number_float_t, const string_t&) override { return is_inside(); }
  bool string(string_t&) override { return is_inside(); }
  bool binary(binary_t&) override { return is_inside(); }
  bool start_object(std::size_t) override {
    if (object_depth_ == 0) object_depth_ = depth_ + 1;
    return ++depth_, true;
  }
  bool start_array(std::size_t) override { return ++depth_, is_inside() || depth_ == 1; }
  bool end_object() override { return --depth_ >= object_depth_; }
  bool end_array() override { return --depth_, is_inside(); }
  bool key(string_t& name) override {
    if (depth_ != object_depth_) return true;
    nodes_ = nodes_ || name == "nodes";
    connections_ = connections_ || name == "connections";
    return name != "plexus" && !looks();
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool is_inside() const { return object_depth_ > 0; }

  std::size_t depth_ = 0;
  std::size_t object_depth_ = 0;  // of the object that is looked at; 0 before it
  bool nodes_ = false, connections_ = false;
};

}  // namespace

bool looks_like_neataptic(std::string_view json) {
  LooksLikeNeataptic look;
  Json::sax_parse(json, &look, Json::input_format_t::json, false);
  return look.looks();
}

}  // namespace plexus
