// The window of the system: SDL2, OpenGL 3 and Dear ImGui's back ends. Works without a display too
// (SDL_VIDEODRIVER=offscreen and Mesa's software renderer).
#pragma once

#include <SDL.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tuiyan::gui {

class Window {
 public:
  // Throws std::runtime_error with what is missing.
  Window(const std::string& title, int width, int height, bool hidden);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Waits at most so long for an event; returns those that arrived, already handed to Dear ImGui.
  std::vector<SDL_Event> wait(int milliseconds);
  // Lets a wait end, from any thread.
  static void wake();

  struct Pointer {  // of a script, instead of the mouse
    float x = 0, y = 0;
    bool down = false;
  };
  void begin_frame(const std::optional<Pointer>& scripted);
  void end_frame(bool drawn);  // false: nobody looks at this one
  void show();                 // brings what was drawn to the screen
  void set_title(const std::string& title);

  float width() const;
  float height() const;
  // What was drawn last, as PNG. Throws std::runtime_error.
  void save_picture(const std::filesystem::path& path) const;

 private:
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
  bool hidden_ = false;
};

}  // namespace tuiyan::gui
