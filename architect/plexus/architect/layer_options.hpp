#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/primitive/slices.hpp>
#include <plexus/primitive/window.hpp>

// What options of layers are made of. An option struct names its options once, as Keras does,
//
//   struct DenseOptions {
//     std::uint32_t units = 1;
//     bool use_bias = true;
//     void visit(OptionVisitor& visitor) { visitor("units", units), visitor("use_bias", use_bias); }
//   };
//
// and configs are read and written by that.

namespace plexus {

using primitive::Padding;
using primitive::Pads;

/// A size for each of some axes; one number is that of all: `3`, or `{3, 5}`.
class Sizes {
 public:
  Sizes(std::uint32_t all = 1) : sizes_{all} {}  // NOLINT: meant to convert
  Sizes(std::initializer_list<std::uint32_t> sizes) : sizes_(sizes) {}
  explicit Sizes(std::vector<std::uint32_t> sizes) : sizes_(std::move(sizes)) {}

  const std::vector<std::uint32_t>& given() const noexcept { return sizes_; }
  /// One for each axis. Throws Error when there are as many as fit neither; `what` they are, for the message.
  std::vector<std::uint32_t> of_axes(std::size_t axes, std::string_view what) const;

  friend bool operator==(const Sizes&, const Sizes&) = default;

 private:
  std::vector<std::uint32_t> sizes_;
};

/// Which axis holds the channels of an image: the last one, or the first.
enum class DataFormat : std::uint8_t { channels_last, channels_first };

/// The name of an activation, or of a function over axes such as "softmax".
using ActivationName = std::string;

/// Goes through the options of a layer. A reader changes them, a writer does not.
class OptionVisitor {
 public:
  virtual ~OptionVisitor() = default;

  virtual void operator()(const char* name, bool& value) = 0;
  virtual void operator()(const char* name, std::uint32_t& value) = 0;
  virtual void operator()(const char* name, std::int32_t& value) = 0;
  virtual void operator()(const char* name, double& value) = 0;
  virtual void operator()(const char* name, std::string& value) = 0;
  virtual void operator()(const char* name, std::optional<double>& value) = 0;
  virtual void operator()(const char* name, std::optional<std::uint32_t>& value) = 0;
  virtual void operator()(const char* name, std::optional<Sizes>& value) = 0;
  virtual void operator()(const char* name, Sizes& value) = 0;
  virtual void operator()(const char* name, Axes& value) = 0;
  virtual void operator()(const char* name, std::vector<std::int64_t>& value) = 0;
  virtual void operator()(const char* name, std::vector<Pads>& value) = 0;  ///< one number, or one or two for each axis

  /// An enumeration whose names stand in its order.
  template <class Choice, std::size_t count>
  requires std::is_enum_v<Choice>
  void operator()(const char* name, Choice& value, const std::string_view (&names)[count]) {
    value = static_cast<Choice>(choose(name, static_cast<std::size_t>(value), names, count));
  }
  void operator()(const char* name, Padding& value) { (*this)(name, value, paddings); }
  void operator()(const char* name, DataFormat& value) { (*this)(name, value, data_formats); }

 protected:
  /// Returns the position of the chosen name, or the one that was given.
  virtual std::size_t choose(const char* name, std::size_t chosen, const std::string_view* names,
                             std::size_t count) = 0;

 private:
  static constexpr std::string_view paddings[] = {"valid", "same", "causal"};
  static constexpr std::string_view data_formats[] = {"channels_last", "channels_first"};
};

}  // namespace plexus
