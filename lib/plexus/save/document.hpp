#pragma once

#include <cereal/archives/json.hpp>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/archives/xml.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/binary_stream.hpp>
#include <plexus/save/cereal.hpp>
#include <plexus/save/envelope.hpp>
#include <plexus/save/field.hpp>
#include <plexus/save/format.hpp>
#include <plexus/save/json_text.hpp>
#include <plexus/save/shared_topologies.hpp>

// Saves and loads a value of any type that field.hpp describes, with its kind beside it: "network", "population". The
// networks in a document share topologies: a binary one holds each only once, and loaded networks share what is equal.
// For the .cpp files of Plexus; it brings Cereal with it.

namespace plexus {

namespace detail {

template <class Archive, class T>
void write_document(Archive&& archive, std::string_view kind, const T& value) {
  field(archive, "plexus", std::string(kind));
  transfer(archive, "content", value, Numbers::finite);
}

template <class T>
void write_binary(BinaryWriter& stream, std::string_view kind, const T& value) {
  using Archive = cereal::PortableBinaryOutputArchive;
  Sharing<Archive> archive(stream, Archive::Options::LittleEndian());
  write_document(static_cast<Archive&>(archive), kind, value);
  stream.finish();
}

// Calls `read(archive, kind)` with the archive before the content.
template <class Archive, class Read>
void read_document(Archive& archive, const Read& read) {
  std::string kind;
  try {
    field(archive, "plexus", kind);
  } catch (const FieldError&) {
    throw Error("it does not come from Plexus: it does not begin with what kind of file it is");
  }
  read(archive, kind);
}

template <class Archive, class Read>
void read_from(std::istream& stream, const Read& read) {
  in_words_of_plexus([&] {
    Sharing<Archive> archive(stream);
    read_document(static_cast<Archive&>(archive), read);
  });
}

// The same with all the bytes of a document; returns how many of the content were left unread.
template <class Read>
std::size_t open_document(std::string_view bytes, const Read& read) {
  const Unsealed document = unsealed(bytes);
  ViewStream stream(document.content);
  if (document.format == Format::json) {
    read_from<cereal::JSONInputArchive>(stream, read);
  } else if (document.format == Format::xml) {
    read_from<cereal::XMLInputArchive>(stream, read);
  } else {
    read_from<cereal::PortableBinaryInputArchive>(stream, read);
  }
  return stream.left();
}

// The same with a binary file, as it is read.
template <class Read>
std::uint64_t open_binary(const std::filesystem::path& path, const Read& read) {
  InputFile file(path);
  BinaryReader stream([&](char* to, std::size_t count) { return file.read(to, count); }, file.size());
  try {
    read_from<cereal::PortableBinaryInputArchive>(stream, read);
  } catch (const Error&) {
    stream.finish();  // when the file is damaged, that is the news
    throw;
  }
  const std::uint64_t left = stream.left();
  stream.finish();
  return left;
}

// Loads with one of these.
template <class T, class Open>
T load_with(std::string_view kind, const Open& open) {
  T value = Blank<T>::make();
  const std::uint64_t left = open([&](auto& archive, std::string_view found) {
    check_kind(found, kind);
    transfer(archive, "content", value, Numbers::finite);
  });
  if (left > 0) throw Error("it goes on for ", count_of(left, "byte"), " after its end");
  return value;
}

}  // namespace detail

/// Throws Error when a number is not finite that must be.
template <class T>
std::string to_document(std::string_view kind, const T& value, Format format) {
  if (format == Format::binary) {
    std::string bytes;
    BinaryWriter stream([&](std::string_view piece) { bytes += piece; });
    detail::write_binary(stream, kind, value);
    return bytes;
  }
  std::ostringstream stream;
  if (format == Format::json) {
    // RapidJSON cuts a number off after so many decimals; this is all that a double can have.
    using Options = cereal::JSONOutputArchive::Options;
    detail::write_document(cereal::JSONOutputArchive(stream, Options(324, Options::IndentChar::space, 2)), kind, value);
    return join_short_lines(std::move(stream).str()) + '\n';
  }
  const auto options = cereal::XMLOutputArchive::Options().sizeAttributes(false);
  detail::write_document(cereal::XMLOutputArchive(stream, options), kind, value);
  return std::move(stream).str();
}

/// Throws Error when the bytes are anything but a sound document of this kind.
template <class T>
T from_document(std::string_view kind, std::string_view bytes) {
  return detail::load_with<T>(kind, [&](const auto& read) { return detail::open_document(bytes, read); });
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
  const auto writing = [&](const auto& write) {
    try {
      write();
    } catch (const Error& error) {
      throw Error("cannot save ", with_article(kind), " as '", path.string(), "': ", error.what());
    }
  };
  if (const Format format = format_of(path); format == Format::binary) {
    AtomicFile file(path);
    BinaryWriter stream([&](std::string_view piece) { file.write(piece); });
    writing([&] { detail::write_binary(stream, kind, value); });
    file.commit();
  } else {
    std::string bytes;
    writing([&] { bytes = to_document(kind, value, format); });
    write_file(path, bytes);
  }
}

/// Throws Error, naming the file, when it holds anything but a sound document of this kind.
template <class T>
T load_document(const std::filesystem::path& path, std::string_view kind) {
  const bool in_pieces = read_file(path, binary_opening.size()) == binary_opening;
  const std::string bytes = in_pieces ? "" : read_document(path);
  try {
    if (!in_pieces) return from_document<T>(kind, bytes);
    return detail::load_with<T>(kind, [&](const auto& read) { return detail::open_binary(path, read); });
  } catch (const Error& error) {
    throw Error("cannot load ", with_article(kind), " from '", path.string(), "': ", error.what());
  }
}

}  // namespace plexus
