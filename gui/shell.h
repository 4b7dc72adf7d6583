// Puts the panels into the window, frame by frame: takes events, hands changes to the worker, sleeps when
// nothing happens.
#pragma once

#include <filesystem>

#include "gui/app.h"
#include "gui/font.h"
#include "gui/panel_results.h"
#include "gui/script.h"
#include "gui/widgets.h"
#include "gui/window.h"
#include "gui/worker.h"

namespace tuiyan::gui {

class Shell {
 public:
  // `replicates` of a full run; 0: as the scenario says.
  Shell(Window& window, Engine engine, int replicates);

  View& view() { return app_.view; }
  const App& app() const { return app_; }
  void open(const std::filesystem::path& file);

  // Until the window is closed, or the script has been played.
  void loop(Script* script);

 private:
  void start();
  Wish draw(const Status& status);
  Wish draw_body(Rect rect, bool narrow, const Status& status);
  void frame(Script* script);
  void key(const SDL_Keysym& key);
  void dump(const std::filesystem::path& file) const;

  Window* window_;
  Fonts fonts_;
  Widgets widgets_;
  App app_;
  ResultPictures pictures_;
  Worker worker_;
  int replicates_;
  bool closing_ = false;
  std::string title_;
};

}  // namespace tuiyan::gui
