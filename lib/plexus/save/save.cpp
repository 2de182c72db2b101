#include <plexus/save/save.hpp>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/save/document.hpp>

namespace plexus {
namespace {

constexpr std::string_view kind = "network";

}  // namespace

void save(const Network& network, const std::filesystem::path& path) { save_document(path, kind, network); }

Network load_network(const std::filesystem::path& path) { return load_document<Network>(path, kind); }

std::string to_bytes(const Network& network, Format format) {
  try {
    return to_document(kind, network, format);
  } catch (const Error& error) {
    throw Error("cannot save a network: ", error.what());
  }
}

Network network_from_bytes(std::string_view bytes) {
  try {
    return from_document<Network>(kind, bytes);
  } catch (const Error& error) {
    throw Error("cannot load a network: ", error.what());
  }
}

}  // namespace plexus
