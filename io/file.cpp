#include "io/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace tuiyan {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

Names too_large(std::size_t size, std::size_t limit) {
  const std::size_t found = size >> 20, allowed = limit >> 20;
  return {fmt::format("文件过大（{} MB，上限 {} MB）。请确认这是情景文件", found, allowed),
          fmt::format("is too large ({} MB; at most {} MB). Is it the file you meant?", found, allowed)};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// What was being written when a process was killed. Another computer may share the folder, so a process that is not
// known here counts as dead only when it has not written for ten minutes.
void remove_left_parts(const std::filesystem::path& target) {
  const std::string begin = target.filename().string() + ".part-";
  const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::minutes(10);
  std::error_code error;
  std::filesystem::directory_iterator entry(std::filesystem::absolute(target, error).parent_path(), error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(begin)) continue;
    const int process = std::atoi(name.c_str() + begin.size());
    const bool dead = process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
    std::error_code of_this;
    if (dead && entry->last_write_time(of_this) < old) std::filesystem::remove(entry->path(), of_this);
  }
}

}  // namespace

FileError::FileError(const std::filesystem::path& path, const Names& what)
    : std::runtime_error(path.string() + ": " + what.en),
      text_{path.string() + "：" + what.zh, path.string() + ": " + what.en} {}

Names file_problem(int error_number) {
  switch (error_number) {
    case ENOENT:
      return {"没有这个文件或文件夹，请检查路径", "does not exist. Check the path"};
    case EISDIR:
      return {"这是文件夹，需要的是文件", "is a folder, a file is needed"};
    case ENOTDIR:
      return {"路径中有一段不是文件夹", "a part of the path is not a folder"};
    case EACCES:
    case EPERM:
      return {"没有权限，请检查文件和文件夹的权限", "permission denied. Check the rights of the file and its folder"};
    case EROFS:
      return {"该磁盘只读，请用 -o 指定其他文件夹", "the disk is read-only. Choose another folder with -o"};
    case ENOSPC:
    case EDQUOT:
      return {"磁盘已满，请清理空间或用 -o 指定其他文件夹",
              "the disk is full. Free some space or choose another folder with -o"};
    case EFBIG:
      return {"超过允许的文件大小，请用 -o 指定其他文件夹",
              "larger than files may be here. Choose another folder with -o"};
    default:
      return {fmt::format("读写失败：{}", std::strerror(error_number)),
              fmt::format("can not be read or written: {}", std::strerror(error_number))};
  }
}

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) throw FileError(path, file_problem(errno));
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) throw FileError(path, file_problem(errno));
  if (S_ISDIR(about.st_mode)) throw FileError(path, file_problem(EISDIR));
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size > limit) throw FileError(path, too_large(size, limit));
  std::string bytes;
  bytes.reserve(size);
  std::array<char, 1 << 16> block;
  while (true) {
    const ssize_t count = ::read(file.number(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw FileError(path, file_problem(errno));
    if (count == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(count));
    // A device or pipe tells no size beforehand.
    if (bytes.size() > limit) throw FileError(path, too_large(bytes.size(), limit));
  }
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (std::filesystem::is_directory(status)) throw FileError(path, file_problem(EISDIR));
  // A device or pipe is written to; a link keeps pointing at its file.
  const bool device = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  const std::filesystem::path target =
      std::filesystem::is_regular_file(status) ? std::filesystem::canonical(path, ignored) : path;
  const std::string beside = device ? path.string() : fmt::format("{}.part-{}", target.string(), ::getpid());
  Descriptor file(::open(beside.c_str(), O_WRONLY | O_CLOEXEC | (device ? 0 : O_CREAT | O_TRUNC), 0666));
  if (file.number() < 0) throw FileError(path, file_problem(errno));
  const bool written = write_all(file.number(), bytes) && (device || ::fsync(file.number()) == 0) && file.close() &&
                       (device || std::rename(beside.c_str(), target.c_str()) == 0);
  if (written) return device ? void() : remove_left_parts(target);
  const int error = errno;
  if (!device) ::unlink(beside.c_str());
  throw FileError(path, file_problem(error));
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available in the system's OpenSSL");
  std::string text;
  for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

}  // namespace tuiyan
