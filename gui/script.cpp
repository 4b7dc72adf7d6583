#include "gui/script.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iomanip>
#include <map>
#include <sstream>
#include <stdexcept>

namespace tuiyan::gui {

namespace {

const std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>>& command_lengths() {
  static const std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>> lengths = {
      {"set", {3, 3}},  {"click", {2, 2}},  {"drag", {3, 3}}, {"hover", {2, 4}}, {"key", {2, 2}},
      {"wait", {1, 2}}, {"frames", {2, 2}}, {"look", {2, 2}}, {"dump", {2, 2}},  {"screenshot", {2, 2}},
  };
  return lengths;
}

Uint32 window_number() {
  SDL_Window* window = SDL_GL_GetCurrentWindow();
  return window == nullptr ? 0 : SDL_GetWindowID(window);
}

void push_text(const std::string& text) {
  // SDL hands text over in pieces of at most 31 bytes; characters stay whole.
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = std::min<std::size_t>(text.size() - at, sizeof(SDL_TextInputEvent::text) - 1);
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) --length;
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.windowID = window_number();
    std::memcpy(event.text.text, text.data() + at, length);
    SDL_PushEvent(&event);
    at += length;
  }
}

void push_key_state(SDL_Keycode key, Uint16 modifiers, bool down) {
  SDL_Event event{};
  event.type = down ? SDL_KEYDOWN : SDL_KEYUP;
  event.key.windowID = window_number();
  event.key.state = down ? SDL_PRESSED : SDL_RELEASED;
  event.key.keysym.sym = key;
  event.key.keysym.scancode = SDL_GetScancodeFromKey(key);
  event.key.keysym.mod = modifiers;
  SDL_PushEvent(&event);
}

std::pair<SDL_Keycode, Uint16> key_named(const std::string& name) {
  Uint16 modifiers = KMOD_NONE;
  std::string rest = name;
  for (std::size_t plus = rest.find('+'); plus != rest.npos && plus + 1 < rest.size(); plus = rest.find('+')) {
    const std::string modifier = rest.substr(0, plus);
    if (modifier == "Ctrl") modifiers |= KMOD_LCTRL;
    if (modifier == "Shift") modifiers |= KMOD_LSHIFT;
    rest = rest.substr(plus + 1);
  }
  const SDL_Keycode key = SDL_GetKeyFromName(rest.c_str());
  if (key == SDLK_UNKNOWN) throw std::runtime_error("there is no key " + name);
  return {key, modifiers};
}

std::runtime_error at_line(int line, const std::string& what) {
  return std::runtime_error("script, line " + std::to_string(line) + ": " + what);
}

double number_of(const std::vector<std::string>& words, std::size_t i, double otherwise) {
  return i < words.size() ? std::strtod(words[i].c_str(), nullptr) : otherwise;
}

}  // namespace

void push_key(const std::string& name) {
  const auto [key, modifiers] = key_named(name);
  push_key_state(key, modifiers, true);
  push_key_state(key, modifiers, false);
}

Script::Script(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::istringstream in(line);
    Command command{number, {}};
    for (std::string word; in >> std::quoted(word);) command.words.push_back(word);
    if (command.words.empty() || command.words.front().starts_with('#')) continue;
    const auto known = command_lengths().find(command.words.front());
    if (known == command_lengths().end()) throw at_line(number, "unknown command " + command.words.front());
    const auto [least, most] = known->second;
    if (command.words.size() < least || command.words.size() > most)
      throw at_line(number, command.words.front() + " has too few or too many words");
    commands_.push_back(std::move(command));
  }
}

void Script::point(Widgets& widgets, const Command& command, double across, double down) {
  const Record* found = widgets.find(command.words[1]);
  if (found == nullptr) throw at_line(command.line, "no widget is called \"" + command.words[1] + "\"");
  const bool held = pointer_ && pointer_->down;
  pointer_ = Window::Pointer{found->rect.x + found->rect.width * static_cast<float>(across),
                             found->rect.y + found->rect.height * static_cast<float>(down), held};
}

// Phases 0 to 5: bring it into view, move there, press, release.
bool Script::press(Widgets& widgets, const Command& command) {
  if (phase_ == 0) widgets.reveal(command.words[1]);
  if (phase_ == 2) point(widgets, command, 0.5, 0.5);
  if (phase_ == 3) pointer_->down = true;
  if (phase_ == 4) pointer_->down = false;
  return phase_ >= 6;
}

bool Script::set(Widgets& widgets, const Command& command) {
  if (phase_ <= 6) press(widgets, command);
  if (phase_ == 9) push_text(command.words[2]);
  if (phase_ == 11) push_key_state(SDLK_RETURN, KMOD_NONE, true);
  if (phase_ == 13) push_key_state(SDLK_RETURN, KMOD_NONE, false);
  return phase_ >= 15;
}

bool Script::drag(Widgets& widgets, const Command& command) {
  const double wanted = number_of(command.words, 2, 0.5);
  if (phase_ <= 3) press(widgets, command);
  if (phase_ >= 4 && phase_ <= 8) point(widgets, command, 0.5 + (wanted - 0.5) * (phase_ - 3) / 5.0, 0.5);
  if (phase_ == 9) pointer_->down = false;
  return phase_ >= 11;
}

ScriptWish Script::step(Widgets& widgets, bool running, int done) {
  ScriptWish wish;
  if (finished()) return wish;
  const Command& command = commands_[at_];
  const std::string& verb = command.words.front();
  bool over = true;
  if (verb == "set") over = set(widgets, command);
  if (verb == "click") over = press(widgets, command);
  if (verb == "drag") over = drag(widgets, command);
  if (verb == "hover") {
    point(widgets, command, number_of(command.words, 2, 0.5), number_of(command.words, 3, 0.5));
    over = phase_ >= 2;
  }
  if (verb == "key" && phase_ == 0) push_key(command.words[1]);
  if (verb == "key") over = phase_ >= 2;
  if (verb == "wait")
    over = phase_ >= 3 && (!running || (command.words.size() > 1 && done >= number_of(command.words, 1, 0)));
  if (verb == "frames" || verb == "look") over = phase_ >= number_of(command.words, 1, 1);
  if (verb == "dump") wish.dump = command.words[1];
  if (verb == "screenshot") wish.screenshot = command.words[1];
  ++phase_;
  if (over) {
    ++at_;
    phase_ = 0;
  }
  return wish;
}

}  // namespace tuiyan::gui
