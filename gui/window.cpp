#include "gui/window.h"

#include <SDL_opengl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#if __has_include(<backends/imgui_impl_sdl2.h>)
#include <backends/imgui_impl_sdl2.h>
#else
#include <backends/imgui_impl_sdl.h>
#endif
#include <stb_image_write.h>

#include <cstring>
#include <stdexcept>

namespace tuiyan::gui {

namespace {

[[noreturn]] void fail(const std::string& what) {
  const std::string reason = SDL_GetError();
  SDL_Quit();
  throw std::runtime_error(what + ": " + reason);
}

}  // namespace

Window::Window(const std::string& title, int width, int height, bool hidden) : hidden_(hidden) {
  SDL_SetHint(SDL_HINT_VIDEO_HIGHDPI_DISABLED, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) fail("no display (without one, --screenshot FILE makes a picture)");
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  const Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | (hidden ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN);
  window_ = SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
  if (window_ == nullptr) fail("the window can not be opened");
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) fail("OpenGL 3 is not there");
  SDL_GL_MakeCurrent(window_, context_);
  SDL_GL_SetSwapInterval(hidden ? 0 : 1);
  SDL_SetWindowMinimumSize(window_, 800, 560);

  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  ImGui_ImplOpenGL3_Init("#version 150");
  ImGui_ImplOpenGL3_NewFrame();
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplSDL2_Shutdown();
  ImGui::DestroyContext();
  SDL_GL_DeleteContext(context_);
  SDL_DestroyWindow(window_);
  SDL_Quit();
}

std::vector<SDL_Event> Window::wait(int milliseconds) {
  std::vector<SDL_Event> events;
  SDL_Event event;
  if (milliseconds > 0) {
    if (SDL_WaitEventTimeout(&event, milliseconds) == 0) return events;
    events.push_back(event);
  }
  while (SDL_PollEvent(&event) != 0) events.push_back(event);
  for (const SDL_Event& e : events) ImGui_ImplSDL2_ProcessEvent(&e);
  return events;
}

void Window::wake() {
  SDL_Event event{};
  event.type = SDL_USEREVENT;
  SDL_PushEvent(&event);
}

void Window::begin_frame(const std::optional<Pointer>& scripted) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  if (scripted) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM < 18700
    io.MousePos = {scripted->x, scripted->y};
    io.MouseDown[0] = scripted->down;
#else
    io.AddMousePosEvent(scripted->x, scripted->y);
    io.AddMouseButtonEvent(0, scripted->down);
#endif
  }
  ImGui::NewFrame();
}

void Window::end_frame(bool drawn) {
  ImGui::Render();
  if (!drawn) return;
  int pixels_wide = 0, pixels_high = 0;
  SDL_GL_GetDrawableSize(window_, &pixels_wide, &pixels_high);
  glViewport(0, 0, pixels_wide, pixels_high);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (hidden_) glFinish();  // so that the time of a frame is all of it
}

void Window::show() { SDL_GL_SwapWindow(window_); }

void Window::set_title(const std::string& title) { SDL_SetWindowTitle(window_, title.c_str()); }

float Window::width() const {
  int width = 0;
  SDL_GetWindowSize(window_, &width, nullptr);
  return static_cast<float>(width);
}

float Window::height() const {
  int height = 0;
  SDL_GetWindowSize(window_, nullptr, &height);
  return static_cast<float>(height);
}

void Window::save_picture(const std::filesystem::path& path) const {
  int width = 0, height = 0;
  SDL_GL_GetDrawableSize(window_, &width, &height);
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  std::vector<unsigned char> pixels(row * static_cast<std::size_t>(height)), flipped(pixels.size());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadBuffer(GL_BACK);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
    std::memcpy(flipped.data() + y * row, pixels.data() + (static_cast<std::size_t>(height) - 1 - y) * row, row);
  if (stbi_write_png(path.c_str(), width, height, 3, flipped.data(), static_cast<int>(row)) == 0)
    throw std::runtime_error("can not write " + path.string());
}

}  // namespace tuiyan::gui
