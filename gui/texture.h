// A picture on the graphics card.
#pragma once

#include <cstdint>

namespace tuiyan::gui {

class Texture {
 public:
  Texture() = default;
  ~Texture();
  Texture(const Texture&) = delete;
  Texture& operator=(const Texture&) = delete;

  // Pixels as Cairo gives them: 32 bits each, blue first, rows `stride` bytes apart.
  void load(const unsigned char* pixels, int width, int height, int stride);
  std::uintptr_t id() const { return name_; }
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  unsigned name_ = 0;
  int width_ = 0, height_ = 0;
};

}  // namespace tuiyan::gui
