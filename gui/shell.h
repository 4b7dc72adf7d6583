// Puts the screens into the window, frame by frame: takes events, carries out commands, hands changes to the worker,
// sleeps when nothing happens.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>

#include "gui/app.h"
#include "gui/assumption_list.h"
#include "gui/clerk.h"
#include "gui/font.h"
#include "gui/inquirer.h"
#include "gui/panel_results.h"
#include "gui/presence.h"
#include "gui/script.h"
#include "gui/widgets.h"
#include "gui/window.h"
#include "gui/worker.h"

namespace tuiyan::gui {

class Shell {
 public:
  // `replicates` of a full run; 0: as the scenario says. `remembers`: settings are read and written, work is saved
  // every minute, and what another window left behind is offered.
  Shell(Window& window, Engine engine, int replicates, bool remembers);
  ~Shell();

  View& view() { return app_.view; }
  const App& app() const { return app_; }
  void open(const std::filesystem::path& file);

  // Until the window is closed, or the script has been played.
  void loop(Script* script);

 private:
  using Clock = std::chrono::steady_clock;

  void read(const std::filesystem::path& file, std::function<Opened()> reading);
  void take_opened();
  LeftBehind write_work(int aside);  // as in work_now()
  void remove(const std::filesystem::path& file);
  void start(std::optional<Outcomes> known = {});
  void copy(const std::string& text);  // to the clipboard
  void carry_out(Command command);
  void edit(const std::function<void(Scenario&)>& change);  // one step of the history
  void travel(bool back);
  void save_settings();
  void save_work();
  void follow_run(const Status& status);
  void replay_step();
  Status shown_status() const;
  Wish draw(const Status& status);
  Wish draw_screen(Rect rect, bool narrow, const Status& status);
  void note_change();
  void grant(const Wish& wish);
  void frame(Script* script);
  void key(const SDL_Keysym& key);
  bool key_in_dialog(const SDL_Keysym& key);
  int patience(const Script* script, int frames_due) const;
  void dump(const std::filesystem::path& file);

  Window* window_;
  Fonts fonts_;
  Widgets widgets_;
  App app_;
  AssumptionList assumptions_;
  ResultPictures pictures_;
  Worker worker_;
  Inquirer inquirer_;
  Clerk clerk_;   // writes
  Clerk reader_;  // its own, so that opening waits for no export
  Presence presence_;
  std::future<Opened> opened_;               // valid while a file is read
  std::future<std::filesystem::path> copy_;  // a free name is looked for
  int replicates_;
  bool remembers_;
  bool closing_ = false;
  std::string title_;
  std::string copied_;       // last, for the dump: what else the clipboard holds is nobody's business
  int gesture_ = 0;          // keys pressed so far: with the presses, what a step of the history belongs to
  bool unsaved_ = false;     // since the work was last saved by itself
  int aside_ = 0;            // works that were put aside
  Clock::time_point saved_;  // when it was
  Settings saved_settings_;
  std::vector<double> frame_ms_;  // that a script looked at since the last dump, from the status to the picture
  int replay_ = 0;                // pictures still to show of the last change, old and new by turns; 0: none
  Clock::time_point turned_;      // when the last one came, or the last future
};

}  // namespace tuiyan::gui
