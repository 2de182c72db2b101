#include <plexus/save/envelope.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <exception>
#include <new>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/binary_stream.hpp>
#include <plexus/save/json_text.hpp>
#include <plexus/save/limits.hpp>
#include <plexus/save/text.hpp>
#include <plexus/save/xml_text.hpp>

namespace plexus {
namespace {

constexpr std::string_view magic = "PLEXUS";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Fowler, Noll and Vo's FNV-1a, the checksum of version 1.
std::string old_checksum(std::string_view bytes) {
  std::uint64_t sum = 0xCBF29CE484222325U;
  for (const char each : bytes) sum = (sum ^ static_cast<unsigned char>(each)) * 0x100000001B3U;
  std::string text(checksum_size, '\0');
  for (std::size_t i = 0; i < checksum_size; ++i) text[i] = static_cast<char>(sum >> (8 * i) & 0xFFU);
  return text;
}

std::string checksum(std::string_view bytes) {
  Checksum sum;
  sum.add(bytes);
  return sum.little_end_first();
}

// Without the mark that some editors put first, and the white space after it.
std::string_view start_of_text(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return bytes;
}

// What the first bytes promise.
Format recognized(std::string_view bytes) {
  if (bytes.empty()) throw Error("it is empty");
  if (bytes.starts_with(magic)) return Format::binary;
  const std::string_view text = start_of_text(bytes);
  if (text.starts_with('{')) return Format::json;
  if (text.starts_with('<')) return Format::xml;
  throw Error("it is not a file of Plexus: it begins with ", shown(bytes.substr(0, 8)), "; wanted ", magic,
              ", JSON or XML");
}

std::string_view binary_payload(std::string_view bytes) {
  if (bytes.size() < binary_opening.size() + checksum_size)
    throw Error("it is cut short, after ", count_of(bytes.size(), "byte"));
  const char newest = binary_opening.back(), version = bytes[magic.size()];
  if (version < 1 || version > newest)
    throw Error("its binary format has version ", int{version}, ", and this Plexus reads 1 to ", int{newest},
                "; it is damaged, or use a newer Plexus");
  const std::string_view summed = bytes.substr(0, bytes.size() - checksum_size);
  if ((version == 1 ? old_checksum(summed) : checksum(summed)) != bytes.substr(summed.size()))
    throw Error("it is damaged or cut short: its checksum does not fit");
  return summed.substr(binary_opening.size());
}

}  // namespace

Format format_of(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending == ".json" ? Format::json : ending == ".xml" ? Format::xml : Format::binary;
}

Unsealed unsealed(std::string_view bytes) {
  const Format format = recognized(bytes);
  if (bytes.size() > largest_file) throw Error("it has ", bytes.size(), " bytes, more than ", largest_file);
  if (format == Format::binary) return {format, binary_payload(bytes)};
  const std::string_view text = start_of_text(bytes);
  // To the parsers a zero byte is the end, and what follows would go unseen.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
    throw Error("it is not sound text: ", place_of(text, zero), ": a zero byte");
  format == Format::json ? check_json(text) : check_xml(text);
  return {format, text};
}

std::string read_document(const std::filesystem::path& path) {
  try {
    constexpr std::size_t enough_to_recognize = 4096;
    recognized(read_file(path, enough_to_recognize));
    if (const auto size = std::filesystem::file_size(path); size > largest_file)
      throw Error("it has ", size, " bytes, more than ", largest_file);
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error("cannot load '", path.string(), "': ", error.code().message());
  } catch (const Error& error) {
    throw Error("cannot load '", path.string(), "': ", error.what());
  }
  return read_file(path);
}

std::string with_article(std::string_view kind) {
  return std::string(kind.ends_with('s') ? "" : "a ") + std::string(kind);
}

void check_kind(std::string_view found, std::string_view wanted) {
  if (found == wanted) return;
  const std::string held = escaped(found.substr(0, 40));
  throw Error("it holds ", with_article(held), ", wanted ", with_article(wanted), "; load_", held, " would read that");
}

void in_words_of_plexus(const std::function<void()>& load) {
  try {
    load();
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw Error("there is not enough memory to load it");
  } catch (const std::exception& error) {
    throw Error("it cannot be read: ", error.what());
  }
}

}  // namespace plexus
