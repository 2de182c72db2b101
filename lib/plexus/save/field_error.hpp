#pragma once

#include <string>
#include <utility>

#include <plexus/core/error.hpp>

namespace plexus {

/// What is wrong with one field of a saved file. The fields around it put their names before its path while the error
/// passes: "units[3].bias: wanted a number, got 'x'".
class FieldError : public Error {
 public:
  explicit FieldError(std::string problem) : FieldError("", std::move(problem)) {}
  FieldError(const std::string& name, const FieldError& inside)
      : FieldError(joined(name, inside.path_), inside.problem_) {}

 private:
  FieldError(std::string path, std::string problem)
      : Error(path, path.empty() ? "" : ": ", problem), path_(std::move(path)), problem_(std::move(problem)) {}

  static std::string joined(const std::string& name, const std::string& path) {
    return path.empty() || path.front() == '[' ? name + path : name + "." + path;
  }

  std::string path_;
  std::string problem_;
};

}  // namespace plexus
