#include <plexus/save/xml_text.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/save/limits.hpp>
#include <plexus/save/text.hpp>

namespace plexus {
namespace {

constexpr std::string_view space = " \t\r\n";
constexpr std::string_view name_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:";

class XmlCheck {
 public:
  explicit XmlCheck(std::string_view xml) : xml_(xml) {}

  void run() {
    skip(space);
    if (takes("<?xml")) skip_past("?>");
    bool has_root = false;
    while (next_element()) {
      if (open_.empty() && has_root) stop("there is a second root element");
      has_root = true;
      element();
    }
    if (!open_.empty()) stop("the text ends inside of <" + std::string(open_.back().name) + ">");
    if (!has_root) stop("there is no element");
  }

 private:
  struct Element {
    std::string_view name;
    std::vector<std::string_view> children;
  };

  // Goes behind the next '<' of an element; false at the end of the text.
  bool next_element() {
    while (true) {
      if (open_.empty()) {
        skip(space);
        if (position_ < xml_.size() && xml_[position_] != '<') stop("wanted <, got text outside of the root element");
      }
      position_ = std::min(xml_.find('<', position_), xml_.size());
      if (position_ == xml_.size()) return false;
      if (!takes("<!--")) break;
      skip_past("-->");
    }
    ++position_;
    return true;
  }

  void element() {
    if (takes("/")) {
      const std::string_view ended = name();
      if (open_.empty() || open_.back().name != ended) stop("</" + std::string(ended) + "> ends what was not begun");
      skip(space);
      wants(">");
      open_.pop_back();
      return;
    }
    const std::string_view begun = name();
    if (open_.empty() && begun != "cereal") stop("wanted <cereal> around all, got <" + std::string(begun) + ">");
    if (!open_.empty()) remember(begun);
    skip(space);
    if (takes("/>")) return;
    wants(">");
    if (open_.size() == deepest_nesting) stop("elements are nested deeper than " + std::to_string(deepest_nesting));
    open_.push_back({begun, {}});
  }

  void remember(std::string_view child) {
    if (child == xml_item) return;
    auto& children = open_.back().children;
    if (std::ranges::find(children, child) != children.end())
      stop("there is a second <" + std::string(child) + "> in one element");
    if (children.size() == most_members)
      stop("an element has more than " + std::to_string(most_members) + " kinds of children");
    children.push_back(child);
  }

  std::string_view name() {
    const std::size_t begin = position_;
    skip(name_characters);
    if (position_ == begin) stop("wanted the name of an element");
    return xml_.substr(begin, position_ - begin);
  }

  void skip(std::string_view characters) {
    position_ = std::min(xml_.find_first_not_of(characters, position_), xml_.size());
  }

  void skip_past(std::string_view end) {
    const std::size_t found = xml_.find(end, position_);
    if (found == std::string_view::npos) stop("wanted " + std::string(end));
    position_ = found + end.size();
  }

  bool takes(std::string_view token) {
    if (!xml_.substr(position_).starts_with(token)) return false;
    position_ += token.size();
    return true;
  }

  void wants(std::string_view token) {
    if (!takes(token)) stop("wanted " + std::string(token));
  }

  [[noreturn]] void stop(const std::string& problem) const {
    throw Error("it is not XML of Plexus: ", place_of(xml_, position_), ": ", problem);
  }

  std::string_view xml_;
  std::size_t position_ = 0;
  std::vector<Element> open_;
};

}  // namespace

void check_xml(std::string_view xml) { XmlCheck(xml).run(); }

}  // namespace plexus
