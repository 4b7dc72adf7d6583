// Files as a whole: read with a limit, written whole or not at all.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/problem.h"

namespace tuiyan {

// A file that is missing, a folder, not readable, too large, on a full disk, ...: names it and says what to do.
class FileError : public std::runtime_error {
 public:
  FileError(const std::filesystem::path& path, const Names& what);
  const Names& text() const { return text_; }  // with the path in front

 private:
  Names text_;
};

// A file or result of a schema version that this program does not read.
class VersionError : public FileError {
 public:
  using FileError::FileError;
};

inline constexpr std::size_t largest_text_file = std::size_t{64} << 20;  // bytes

// Throws FileError; a file larger than the limit is refused before it is read.
std::string read_file(const std::filesystem::path& path, std::size_t limit = largest_text_file);

// Writes beside the file and renames, so that the old file or the new one is there, never a part. Throws FileError.
void write_file(const std::filesystem::path& path, std::string_view bytes);

// What the system says about an error number of a file, with what to do.
Names file_problem(int error_number);

std::string sha256(std::string_view bytes);  // 64 hexadecimal digits

}  // namespace tuiyan
