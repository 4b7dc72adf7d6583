// A script plays a person: it finds widgets by label, moves, presses, drags and types, one step a frame.
//
//   set "As planned/Floor/Households" 1200     types a value into a field
//   click "Stop"                               presses
//   drag "As planned/Floor/Slider" 0.5         a slider to a share of its length
//   hover "Still poor" 0.5 0.5                 moves the pointer to a place in the widget
//   key F5                                     also Ctrl+S, Shift+F5, Escape
//   wait                                       until nothing runs
//   wait 10                                    until 10 replicates, or steps of a question, are done, or nothing runs
//   frames 3
//   look 200                                   frames that are drawn, one every 16 ms as under a moving pointer
//   dump FILE                                  the record of widgets as JSON
//   screenshot FILE                            PNG
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gui/widgets.h"
#include "gui/window.h"

namespace tuiyan::gui {

// What a script wants of the program after this frame.
struct ScriptWish {
  std::optional<std::filesystem::path> dump, screenshot;
};

class Script {
 public:
  // Throws std::runtime_error naming the line that it does not understand.
  explicit Script(std::string_view text);

  bool finished() const { return at_ >= commands_.size(); }
  // Does it wait for a run, so that frames may come slowly?
  bool waiting() const { return phase_ >= 3 && at("wait"); }
  // Does somebody look at the next frame, so that it has to be drawn? And at the time that it takes?
  bool looks() const { return at("screenshot") || looks_on(); }
  bool looks_on() const { return at("look"); }
  std::optional<Window::Pointer> pointer() const { return pointer_; }
  // Call once after each frame. Throws std::runtime_error when a widget is not there.
  ScriptWish step(Widgets& widgets, bool running, int done);

 private:
  struct Command {
    int line = 0;
    std::vector<std::string> words;
  };
  bool at(std::string_view verb) const { return !finished() && commands_[at_].words.front() == verb; }
  void point(Widgets& widgets, const Command& command, double across, double down);
  bool press(Widgets& widgets, const Command& command);
  bool set(Widgets& widgets, const Command& command);
  bool drag(Widgets& widgets, const Command& command);

  std::vector<Command> commands_;
  std::size_t at_ = 0;
  int phase_ = 0;
  std::optional<Window::Pointer> pointer_;
};

// A key by name, with modifiers: "Ctrl+Shift+S". Throws std::runtime_error if there is none.
void push_key(const std::string& name);

}  // namespace tuiyan::gui
