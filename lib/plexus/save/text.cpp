#include <plexus/save/text.hpp>

#include <algorithm>
#include <array>

namespace plexus {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

// The length of the UTF-8 sequence that `text` begins with, or 0 when it begins with none (RFC 3629, section 4).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto between = [](unsigned char value, int low, int high) { return value >= low && value <= high; };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = between(first, 0xC2, 0xDF)   ? 2
                             : between(first, 0xE0, 0xEF) ? 3
                             : between(first, 0xF0, 0xF4) ? 4
                                                          : 0;
  if (length == 0 || text.size() < length) return 0;
  const int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;   // no longer form of a shorter sequence
  const int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;  // no surrogates, nothing past U+10FFFF
  if (!between(byte(1), low, high)) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!between(byte(i), 0x80, 0xBF)) return 0;
  return length;
}

bool stands_for_itself(char character, bool at_an_end) {
  const auto code = static_cast<unsigned char>(character);
  return code >= 0x20 && code != 0x7F && character != '\\' && !(character == ' ' && at_an_end);
}

}  // namespace

std::string escaped(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = sequence_length(bytes.substr(i));
    if (length > 1 || (length == 1 && stands_for_itself(bytes[i], i == 0 || i + 1 == bytes.size()))) {
      text += bytes.substr(i, length);
      i += length;
    } else {
      const auto code = static_cast<unsigned char>(bytes[i++]);
      text += {'\\', 'x', digits[code >> 4U], digits[code & 15U]};
    }
  }
  return text;
}

std::string unescaped(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    const std::string_view code = text.substr(i).substr(0, 4);
    const auto high = code.size() == 4 ? digits.find(code[2]) : std::string_view::npos;
    const auto low = code.size() == 4 ? digits.find(code[3]) : std::string_view::npos;
    if (high == std::string_view::npos || low == std::string_view::npos || code[1] != 'x')
      throw FieldError("wanted \\x and two digits of 0-9 A-F after a backslash in " + shown(text));
    bytes += static_cast<char>(high * 16 + low);
    i += 3;
  }
  return bytes;
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 40;
  std::string result(1, '\'');
  result += escaped(text.substr(0, most));
  return result += text.size() > most ? "...'" : "'";
}

std::string place_of(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position);
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 when there is no line before
  return "line " + std::to_string(std::ranges::count(before, '\n') + 1) + ", column " +
         std::to_string(before.size() - line_start + 1);
}

}  // namespace plexus
