#include <plexus/save/save.hpp>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/save/document.hpp>

namespace plexus {
namespace {

constexpr std::string_view one = "network", many = "networks";

// A list of networks: a view of them to be saved, a vector to be loaded.
template <class List>
struct Networks {
  List networks;
};

template <class Archive, class List>
void serialize(Archive& archive, Networks<List>& list) {
  format_version(archive, 1);
  field(archive, "networks", list.networks);
}

template <class T>
std::string bytes_of(std::string_view kind, const T& value, Format format) {
  try {
    return to_document(kind, value, format);
  } catch (const Error& error) {
    throw Error("cannot save ", with_article(kind), ": ", error.what());
  }
}

template <class T>
T value_of(std::string_view kind, std::string_view bytes) {
  try {
    return from_document<T>(kind, bytes);
  } catch (const Error& error) {
    throw Error("cannot load ", with_article(kind), ": ", error.what());
  }
}

}  // namespace

void save(const Network& network, const std::filesystem::path& path) { save_document(path, one, network); }

Network load_network(const std::filesystem::path& path) { return load_document<Network>(path, one); }

std::string to_bytes(const Network& network, Format format) { return bytes_of(one, network, format); }

Network network_from_bytes(std::string_view bytes) { return value_of<Network>(one, bytes); }

void save(std::span<const Network> networks, const std::filesystem::path& path) {
  save_document(path, many, Networks<std::span<const Network>>{networks});
}

std::vector<Network> load_networks(const std::filesystem::path& path) {
  return load_document<Networks<std::vector<Network>>>(path, many).networks;
}

std::string to_bytes(std::span<const Network> networks, Format format) {
  return bytes_of(many, Networks<std::span<const Network>>{networks}, format);
}

std::vector<Network> networks_from_bytes(std::string_view bytes) {
  return value_of<Networks<std::vector<Network>>>(many, bytes).networks;
}

}  // namespace plexus
