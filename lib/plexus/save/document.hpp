#pragma once

#include <cereal/archives/json.hpp>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/archives/xml.hpp>

#include <cstddef>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/cereal.hpp>
#include <plexus/save/envelope.hpp>
#include <plexus/save/field.hpp>
#include <plexus/save/format.hpp>

// Saves and loads a value of any type that field.hpp describes, with its kind beside it: "network", "population".
// For the .cpp files of Plexus; it brings Cereal with it.

namespace plexus {

/// Throws Error when a number is not finite that must be.
template <class T>
std::string to_document(std::string_view kind, const T& value, Format format) {
  // RapidJSON cuts a number off after so many decimals; this is all that a double can have.
  using JsonOptions = cereal::JSONOutputArchive::Options;
  const JsonOptions json_options(324, JsonOptions::IndentChar::space, 2);
  std::ostringstream stream;
  const auto write = [&](auto&& archive) {
    field(archive, "plexus", std::string(kind));
    detail::transfer(archive, "content", value, Numbers::finite);
  };
  if (format == Format::json) {
    write(cereal::JSONOutputArchive(stream, json_options));
  } else if (format == Format::xml) {
    write(cereal::XMLOutputArchive(stream, cereal::XMLOutputArchive::Options().sizeAttributes(false)));
  } else {
    write(cereal::PortableBinaryOutputArchive(stream, cereal::PortableBinaryOutputArchive::Options::LittleEndian()));
  }
  return sealed(std::move(stream).str(), format);
}

namespace detail {

// Opens a document and calls `read(archive, kind)`, with the archive before the content; returns what is left unread.
template <class Read>
std::size_t open_document(std::string_view bytes, const Read& read) {
  const Unsealed document = unsealed(bytes);
  ViewStream stream(document.content);
  const auto open = [&](auto&& archive) {
    std::string kind;
    try {
      field(archive, "plexus", kind);
    } catch (const FieldError&) {
      throw Error("it does not come from Plexus: it does not begin with what kind of file it is");
    }
    read(archive, kind);
  };
  in_words_of_plexus([&] {
    if (document.format == Format::json) {
      open(cereal::JSONInputArchive(stream));
    } else if (document.format == Format::xml) {
      open(cereal::XMLInputArchive(stream));
    } else {
      open(cereal::PortableBinaryInputArchive(stream));
    }
  });
  return stream.left();
}

}  // namespace detail

/// Throws Error when the bytes are anything but a sound document of this kind.
template <class T>
T from_document(std::string_view kind, std::string_view bytes) {
  T value = Blank<T>::make();
  const std::size_t left = detail::open_document(bytes, [&](auto& archive, std::string_view found) {
    check_kind(found, kind);
    detail::transfer(archive, "content", value, Numbers::finite);
  });
  if (left > 0) throw Error("it goes on for ", left, " bytes after its end");
  return value;
}

/// The kind of a document. Throws Error when the bytes are none; the content is not looked at.
inline std::string kind_of_document(std::string_view bytes) {
  std::string kind;
  detail::open_document(bytes, [&](auto&, std::string_view found) { kind = found; });
  return kind;
}

/// Writes the file whole or not at all; its ending chooses the format.
template <class T>
void save_document(const std::filesystem::path& path, std::string_view kind, const T& value) {
  std::string bytes;
  try {
    bytes = to_document(kind, value, format_of(path));
  } catch (const Error& error) {
    throw Error("cannot save a ", kind, " as '", path.string(), "': ", error.what());
  }
  write_file(path, bytes);
}

/// Throws Error, naming the file, when it holds anything but a sound document of this kind.
template <class T>
T load_document(const std::filesystem::path& path, std::string_view kind) {
  const std::string bytes = read_document(path);
  try {
    return from_document<T>(kind, bytes);
  } catch (const Error& error) {
    throw Error("cannot load a ", kind, " from '", path.string(), "': ", error.what());
  }
}

}  // namespace plexus
