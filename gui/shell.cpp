#include "gui/shell.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gui/headline.h"
#include "gui/panel_assumptions.h"
#include "gui/panel_compare.h"
#include "gui/panel_definitions.h"
#include "gui/panel_frame.h"
#include "gui/panel_mixes.h"
#include "gui/panel_report.h"
#include "gui/panel_risk.h"
#include "gui/panel_runs.h"
#include "gui/panel_status.h"
#include "gui/panel_welcome.h"
#include "gui/texts.h"
#include "io/file.h"
#include "io/scenario_file.h"

namespace tuiyan::gui {

namespace {

constexpr std::chrono::milliseconds replay_pace{700};
constexpr std::chrono::milliseconds future_pace{400};  // slower than 100 ms, at which nothing is read any more
constexpr std::chrono::seconds autosave_pace{60};
constexpr std::size_t most_runs = 200;

double quantile_of(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// An id that no mix has: "as_planned_2".
std::string free_id(const Scenario& scenario, const std::string& id) {
  for (int i = 2;; ++i)
    if (std::string candidate = fmt::format("{}_{}", id, i); scenario.mix_index(candidate) < 0) return candidate;
}

}  // namespace

Shell::Shell(Window& window, Engine engine, int replicates, bool remembers)
    : window_(&window),
      widgets_(fonts_),
      pictures_(&Window::wake),
      worker_(std::move(engine), &Window::wake),
      inquirer_(&Window::wake),
      clerk_(&Window::wake),
      reader_(&Window::wake),
      presence_(reader_),
      replicates_(replicates),
      remembers_(remembers),
      saved_(Clock::now() - autosave_pace),  // the first change is saved at once
      turned_(Clock::now()) {
  app_.samples = sample_places();
  if (!remembers_) return;
  app_.settings = saved_settings_ = read_settings();
  app_.left = left_behind();
  app_.view.dark = app_.settings.dark;
  app_.view.zoom = app_.settings.zoom;
  app_.view.still = app_.settings.still;
  app_.view.in_wan = app_.settings.in_wan;
}

// Work that stands in no file waits for the next start.
Shell::~Shell() {
  if (!remembers_) return;
  save_settings();
  if (has_unsaved_work(app_))
    write_work(0);
  else
    remove(autosave_file());
}

void Shell::open(const std::filesystem::path& file) {
  if (file.empty())
    app_.trouble = say::no_sample;
  else
    read(file, [file] { return read_place(file); });
}

// What is asked for last is what opens.
void Shell::read(const std::filesystem::path& file, std::function<Opened()> reading) {
  app_.opening = file;
  app_.view.message = say::fill(app_.view.language, say::opening, file.filename().string());
  opened_ = hand_for(reader_, std::move(reading));
}

void Shell::take_opened() {
  if (is_ready(copy_)) app_.copy = copy_.get();
  if (!is_ready(opened_)) return;
  Opened opened = opened_.get();
  const bool put_aside = remembers_ && has_unsaved_work(app_);
  if (put_aside) app_.left.insert(app_.left.begin(), write_work(++aside_));
  std::optional<Outcomes> known = std::move(opened.known);
  const std::filesystem::path kept_in = opened.autosave;
  const std::string when = opened.when;
  const Names words = opened.words;
  app_.opening.clear();
  app_.view.message.clear();
  take(app_, std::move(opened));
  unsaved_ = false;
  if (!app_.edited) return;
  start(std::move(known));
  if (!kept_in.empty()) {  // it is written anew before what it was kept in goes
    write_work(0);
    remove(kept_in);
    std::erase_if(app_.left, [&](const LeftBehind& left) { return left.autosave == kept_in; });
    app_.view.message = say::fill(app_.view.language, say::restored, when);
  } else {
    remember(app_.settings, app_.file);
    if (put_aside || !words.en.empty()) app_.view.message = in(app_.view.language, put_aside ? say::put_aside : words);
  }
}

LeftBehind Shell::write_work(int aside) {
  LeftBehind work = work_now(app_.file, scenario_text(*app_.edited), aside);
  clerk_.hand([work] {
    write_left(work);
    return Names{};
  });
  return work;
}

void Shell::remove(const std::filesystem::path& file) {
  clerk_.hand([file] {
    std::error_code error;
    std::filesystem::remove(file, error);
    return Names{};
  });
}

void Shell::start(std::optional<Outcomes> known) {
  app_.view.message.clear();
  inquirer_.make_way();  // the run is what the person waits for now
  int replicates = replicates_ > 0 ? replicates_ : std::max(1, app_.edited->replicates);
  if (known && !known->of.empty()) replicates = static_cast<int>(known->of.size());
  RunLine line;
  line.edition = worker_.start(*app_.edited, replicates, std::move(known), app_.view.uncertainty);
  line.what = app_.history.can_undo() ? app_.history.undo_words() : Names{};
  if (line.what.en.empty()) {
    const std::string name = app_.file.filename().string();
    line.what = {say::fill(Language::zh, say::first_run, name), say::fill(Language::en, say::first_run, name)};
  }
  app_.runs.push_back(std::move(line));
  if (app_.runs.size() > most_runs) app_.runs.erase(app_.runs.begin());
}

// Brings the line of the newest run up to date, and stops it where it is sure enough.
void Shell::follow_run(const Status& status) {
  if (app_.runs.empty() || app_.runs.back().edition != status.edition) return;
  RunLine& line = app_.runs.back();
  line.done = status.done;
  line.of = status.of;
  line.seconds = status.seconds;
  line.running = status.running;
  line.problems = status.problems.size();
  line.failure = status.failure;
  if (status.result && status.result->edition == status.edition) line.error = largest_error(status, "exited_share");
  if (app_.view.stop_at_precision && status.running && line.error >= 0 && line.error <= app_.view.precision)
    worker_.stop();
}

void Shell::edit(const std::function<void(Scenario&)>& change) {
  if (!app_.edited) return;
  change(*app_.edited);
  ++gesture_;
  note_change();
}

void Shell::travel(bool back) {
  if (!app_.edited || !(back ? app_.history.can_undo() : app_.history.can_redo())) return;
  const Names words = back ? app_.history.undo_words() : app_.history.redo_words();
  app_.edited = back ? app_.history.undo() : app_.history.redo();
  app_.view.mix = std::min(app_.view.mix, static_cast<int>(app_.edited->mixes.size()) - 1);
  app_.view.reference = std::min(app_.view.reference, static_cast<int>(app_.edited->mixes.size()) - 1);
  unsaved_ = true;
  start();
  const Language language = app_.view.language;
  app_.view.message = say::fill(language, back ? say::undone : say::redone, in(language, words));
}

void Shell::save_settings() {
  app_.settings.language = app_.view.language;
  app_.settings.dark = app_.view.dark;
  app_.settings.zoom = app_.view.zoom;
  app_.settings.still = app_.view.still;
  app_.settings.in_wan = app_.view.in_wan;
  if (app_.settings == saved_settings_) return;
  saved_settings_ = app_.settings;
  clerk_.hand([settings = app_.settings] {
    write_settings(settings);
    return Names{};
  });
}

// Work that changed, at most once a minute.
void Shell::save_work() {
  if (!remembers_) return;
  save_settings();
  if (!unsaved_ || !app_.edited || Clock::now() - saved_ < autosave_pace) return;
  saved_ = Clock::now();
  unsaved_ = false;
  write_work(0);
}

void Shell::copy(const std::string& text) {
  SDL_SetClipboardText(text.c_str());
  copied_ = text;
  app_.view.message = in(app_.view.language, say::copied);
}

void Shell::carry_out(Command command) {
  View& view = app_.view;
  const Language language = view.language;
  using enum Command;
  switch (command) {
    case go_welcome:
    case go_plan:
    case go_compare:
    case go_risk:
    case go_assumptions:
    case go_runs:
    case go_report:
      view.screen = static_cast<Screen>(command);
      break;
    case save_copy:
      if (!app_.edited || view.saving) break;
      view.saving = true;
      view.save_as = app_.copy.string();
      break;
    case undo:
      travel(true);
      break;
    case redo:
      travel(false);
      break;
    case replay:
      if (app_.history.can_undo() && worker_.status().before && !view.still) {
        replay_ = 6;
        turned_ = Clock::now();
      } else {
        view.message = in(language, say::nothing_to_replay);
      }
      break;
    case run:
      if (app_.edited)
        start();
      else
        open(app_.file);
      break;
    case stop:
      worker_.stop();
      inquirer_.stop();
      break;
    case duplicate:
      edit([&](Scenario& scenario) {
        Mix copy = scenario.mixes[static_cast<std::size_t>(view.mix)];
        copy.id = free_id(scenario, copy.id);
        copy.names.zh = say::fill(Language::zh, say::copy_of, copy.names.zh);
        copy.names.en = say::fill(Language::en, say::copy_of, copy.names.en);
        scenario.mixes.insert(scenario.mixes.begin() + view.mix + 1, copy);
        if (view.reference > view.mix) ++view.reference;
        ++view.mix;
      });
      view.screen = Screen::plan;
      break;
    case add_mix:
      edit([&](Scenario& scenario) {
        Mix mix;
        mix.id = free_id(scenario, "mix");
        mix.names = say::new_mix;
        scenario.mixes.push_back(mix);
        view.mix = static_cast<int>(scenario.mixes.size()) - 1;
      });
      view.screen = Screen::plan;
      break;
    case remove_mix:
      if (!app_.edited || app_.edited->mixes.size() < 2) break;
      edit([&](Scenario& scenario) {
        scenario.mixes.erase(scenario.mixes.begin() + view.mix);
        const int last = static_cast<int>(scenario.mixes.size()) - 1;
        if (view.reference > view.mix || view.reference > last) view.reference = std::max(0, view.reference - 1);
        view.mix = std::min(view.mix, last);
      });
      break;
    case reset_levers:
      edit([&](Scenario& scenario) { scenario.mixes = app_.original->mixes; });
      if (app_.edited) view.mix = std::min(view.mix, static_cast<int>(app_.edited->mixes.size()) - 1);
      if (app_.edited) view.reference = std::min(view.reference, static_cast<int>(app_.edited->mixes.size()) - 1);
      break;
    case reset_assumptions:
      edit([&](Scenario& scenario) {
        // Mixes, events and how often is played are no assumptions.
        Scenario original = *app_.original;
        original.mixes = scenario.mixes;
        original.events = scenario.events;
        original.replicates = scenario.replicates;
        scenario = std::move(original);
      });
      break;
    case copy_command:
      copy(command_line(app_));
      break;
    case copy_data:
      if (const std::string data = pictures_.data(); !data.empty()) copy(data);
      break;
    case export_report:
      view.screen = Screen::report;
      break;
    case palette:
      view.palette = true;
      view.command.clear();
      view.command_row = -1;
      break;
    case help:
      view.help = !view.help;
      break;
    case how_to_read:
      view.reading = !view.reading;
      break;
    case larger:
      view.zoom = std::min(200, view.zoom + 25);
      break;
    case smaller:
      view.zoom = std::max(100, view.zoom - 25);
      break;
    case actual_size:
      view.zoom = 100;
      break;
    case switch_language:
      view.language = language == Language::zh ? Language::en : Language::zh;
      break;
    case switch_money:
      view.in_wan = !view.in_wan;
      break;
    case switch_look:
      view.dark = !view.dark;
      break;
  }
}

// True if a dialog took the key.
bool Shell::key_in_dialog(const SDL_Keysym& key) {
  View& view = app_.view;
  bool* const dialogs[] = {&view.saving, &view.renaming, &view.adding, &view.help, &view.palette};
  bool* const open = *std::find_if(std::begin(dialogs), std::end(dialogs) - 1, [](const bool* each) { return *each; });
  if (!*open) return false;
  if (key.sym == SDLK_ESCAPE) *open = false;
  if (!view.palette) return key.sym == SDLK_ESCAPE || key.sym == SDLK_F5;
  if (key.sym == SDLK_DOWN) ++view.command_row;
  if (key.sym == SDLK_UP) view.command_row = std::max(0, view.command_row - 1);
  if (key.sym == SDLK_RETURN || key.sym == SDLK_KP_ENTER) {
    const std::vector<Command> found = commands_like(view.command);
    view.palette = false;
    if (!found.empty())
      carry_out(found[static_cast<std::size_t>(std::clamp(view.command_row, 0, static_cast<int>(found.size()) - 1))]);
  }
  return true;
}

void Shell::key(const SDL_Keysym& key) {
  ++gesture_;
  if (key_in_dialog(key)) return;
  const std::optional<Command> command = command_of(key);
  if (app_.view.screen == Screen::compare && app_.view.compare == CompareView::futures && !widgets_.typing()) {
    if (key.sym == SDLK_SPACE) app_.view.playing = !app_.view.playing;
    if (key.sym == SDLK_RIGHT) ++app_.view.future;
    if (key.sym == SDLK_LEFT) app_.view.future = std::max(0, app_.view.future - 1);
  }
  if (!command) return;
  // While a text is typed, what a field does itself is left to it.
  const bool of_fields = !command_info(*command).control || *command == Command::undo || *command == Command::redo ||
                         *command == Command::copy_data;
  const bool function_key = key.sym == SDLK_F1 || key.sym == SDLK_F5;
  if (widgets_.typing() && of_fields && !function_key) return;
  carry_out(*command);
}

Status Shell::shown_status() const {
  Status status = worker_.status();
  if (replay_ > 0 && replay_ % 2 == 0 && status.before) status.result = status.before;
  return status;
}

void Shell::replay_step() {
  const Clock::time_point now = Clock::now();
  View& view = app_.view;
  if (replay_ > 0 && now - turned_ >= replay_pace) {
    --replay_;
    turned_ = now;
  }
  if (replay_ > 0)
    view.message = in(view.language, replay_ % 2 == 0 ? say::replaying_old : say::replaying_new);
  else if (view.message == in(view.language, say::replaying_new))
    view.message.clear();
  const bool futures = view.screen == Screen::compare && view.compare == CompareView::futures;
  if (futures && view.playing && !view.still && now - turned_ >= future_pace) {
    ++view.future;
    turned_ = now;
  }
}

Wish Shell::draw_screen(Rect rect, bool narrow, const Status& status) {
  if (app_.view.screen == Screen::welcome) return panel_welcome(widgets_, rect, app_, presence_);
  Wish wish;
  if (!app_.edited) {
    panel_trouble(widgets_, rect, app_);
    return wish;
  }
  switch (app_.view.screen) {
    case Screen::welcome:
    case Screen::plan:
      break;
    case Screen::compare:
      panel_compare(widgets_, rect, *app_.edited, app_.view, status, pictures_);
      return wish;
    case Screen::risk:
      return panel_risk(widgets_, rect, *app_.edited, app_.view, status, pictures_, inquirer_);
    case Screen::assumptions:
      return panel_assumptions(widgets_, rect, app_, assumptions_);
    case Screen::runs:
      return panel_runs(widgets_, rect, app_, status);
    case Screen::report:
      return panel_report(widgets_, rect, app_, status, pictures_, clerk_);
  }
  const Rect whole = rect;
  const float left = std::clamp(rect.width * 0.36f, widgets_.space(114), widgets_.space(132));
  const Rect mixes = narrow ? whole : rect.take_left(left);
  rect.take_left(widgets_.space(3));
  if (!narrow || !app_.view.show_results) wish = panel_mixes(widgets_, mixes, app_, status);
  if (!narrow || app_.view.show_results)
    panel_results(widgets_, narrow ? whole : rect, *app_.edited, app_.view, status, pictures_);
  return wish;
}

Wish Shell::draw(const Status& status) {
  const Theme theme = make_theme(app_.view.dark, static_cast<float>(app_.view.zoom) / 100);
  apply(theme);
  widgets_.begin(theme, window_->width(), window_->height());
  widgets_.show_money_in_wan(app_.view.in_wan);
  Rect rest{0, 0, window_->width(), window_->height()};
  const bool narrow = rest.width / theme.zoom < 1100;
  Wish wish = panel_header(widgets_, rest.take_top(widgets_.space(13)), app_, narrow);
  wish.take(panel_footer(widgets_, rest.take_bottom(widgets_.space(11)), app_, status));
  panel_rail(widgets_, rest.take_left(widgets_.space(23)), app_.view);
  const bool defined = app_.edited && app_.view.screen != Screen::welcome;
  // Before the screen is drawn, so that it shows what stands now.
  if (defined && panel_definitions(widgets_, rest, app_, status)) note_change();
  const Rect body = rest.inset(widgets_.space(3), defined ? 0 : widgets_.space(3));
  wish.take(draw_screen({body.x, body.y, body.width, body.height - (defined ? widgets_.space(3) : 0)}, narrow, status));
  if (app_.view.saving) panel_save(widgets_, app_, presence_, clerk_);
  if (app_.view.renaming) wish.changed |= panel_rename(widgets_, app_);
  if (app_.view.adding) wish.changed |= panel_add_measure(widgets_, app_);
  if (app_.view.help) panel_help(widgets_, app_.view);
  if (app_.view.palette)
    if (const std::optional<Command> command = panel_palette(widgets_, app_.view)) wish.command = command;
  widgets_.end();
  return wish;
}

// The edited copy was changed by a widget.
void Shell::note_change() {
  if (!app_.edited || !app_.history.note(*app_.edited, widgets_.presses() + gesture_)) return;
  unsaved_ = true;
  start();
}

// Does what was asked for in a frame.
void Shell::grant(const Wish& wish) {
  if (wish.changed) note_change();
  if (wish.run && app_.edited) start();
  if (wish.stop) worker_.stop();
  if (wish.copy) copy(*wish.copy);
  if (wish.command) carry_out(*wish.command);
  if (wish.open) {
    open(*wish.open);
    app_.view.screen = Screen::plan;
  }
  if (wish.restore) {
    read(wish.restore->scenario, [left = *wish.restore] { return read_left(left); });
    app_.view.screen = Screen::plan;
  }
  if (!wish.forget) return;
  std::erase(app_.settings.recent, *wish.forget);
  if (std::erase_if(app_.left, [&](const LeftBehind& left) { return left.autosave == *wish.forget; }) > 0)
    remove(*wish.forget);
}

// A frame, drawn again at once if it brought characters that the atlas lacked.
void Shell::frame(Script* script) {
  const float zoom = static_cast<float>(app_.view.zoom) / 100;
  replay_step();
  take_opened();
  if (const std::optional<Names> words = clerk_.said()) {
    app_.view.message = in(app_.view.language, *words);
    copy_ = hand_for<std::filesystem::path>(reader_, [file = app_.file] { return name_for_copy(file); });
  }
  follow_run(worker_.status());
  const Status status = shown_status();
  Wish wish;
  for (int attempt = 0; attempt < 4; ++attempt) {
    pictures_.begin_frame();
    fonts_.update(zoom);
    window_->begin_frame(script != nullptr ? script->pointer() : std::nullopt);
    wish.take(draw(status));
    window_->end_frame(script == nullptr || script->looks());
    if (!fonts_.stale(static_cast<float>(app_.view.zoom) / 100)) break;
  }
  grant(wish);
  save_work();
  const std::string title =
      app_.edited ? in(app_.view.language, app_.edited->names) + " · " + in(app_.view.language, say::program)
                  : in(app_.view.language, say::program);
  if (title != title_) window_->set_title(title_ = title);
}

// Milliseconds to wait for an event: as long as nothing moves by itself.
int Shell::patience(const Script* script, int frames_due) const {
  if (script != nullptr) return script->waiting() ? 250 : script->looks_on() ? 16 : 1;
  if (frames_due > 0) return 0;
  const View& view = app_.view;
  const bool futures = view.screen == Screen::compare && view.compare == CompareView::futures;
  if (futures && view.playing && !view.still) return static_cast<int>(future_pace.count());
  if (replay_ > 0) return static_cast<int>(replay_pace.count());
  if (widgets_.typing()) return 400;  // the caret blinks
  return unsaved_ ? static_cast<int>(std::chrono::milliseconds(autosave_pace).count()) : 3'600'000;
}

void Shell::loop(Script* script) {
  int frames_due = 3;
  while (!closing_ && (script == nullptr || !script->finished())) {
    const std::vector<SDL_Event> events = window_->wait(patience(script, frames_due));
    for (const SDL_Event& event : events) {
      if (event.type == SDL_QUIT) closing_ = true;
      if (event.type == SDL_KEYDOWN) key(event.key.keysym);
      if (event.type == SDL_DROPFILE) {
        open(event.drop.file);
        app_.view.screen = Screen::plan;
        SDL_free(event.drop.file);
      }
    }
    frames_due = !events.empty() ? 3 : std::max(0, frames_due - 1);
    const bool looked_at = script == nullptr || script->looks(), timed = script != nullptr && script->looks_on();
    const Clock::time_point began = Clock::now();
    frame(script);
    if (timed) frame_ms_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
    // A script sees pictures that are ready, as a person would wait for them.
    if (script != nullptr && !pictures_.behind() && reader_.idle() && !opened_.valid()) {
      const Status status = worker_.status();
      const ScriptWish wish = script->step(widgets_, status.running || !clerk_.idle() || !inquirer_.idle(),
                                           inquirer_.idle() ? status.done : inquirer_.done());
      if (wish.dump) dump(*wish.dump);
      if (wish.screenshot) window_->save_picture(*wish.screenshot);
    }
    if (looked_at) window_->show();
  }
}

void Shell::dump(const std::filesystem::path& file) {
  nlohmann::ordered_json widgets = nlohmann::ordered_json::array();
  for (const Record& r : widgets_.records())
    widgets.push_back({{"label", r.label},
                       {"key", r.key},
                       {"kind", r.kind},
                       {"value", r.value},
                       {"rect", {r.rect.x, r.rect.y, r.rect.width, r.rect.height}},
                       {"cut", r.cut},
                       {"visible", r.visible}});
  nlohmann::ordered_json missing = nlohmann::ordered_json::array();
  for (const char32_t c : fonts_.missing()) missing.push_back(static_cast<unsigned>(c));
  const Status status = worker_.status();
  nlohmann::ordered_json done = nlohmann::ordered_json::array();
  if (app_.edited)
    for (const Names& step : app_.history.done()) done.push_back(step.en);
  const nlohmann::ordered_json all = {{"font", fonts_.family()},
                                      {"missing_characters", missing},
                                      {"charts_unknown_glyphs", pictures_.unknown_glyphs()},
                                      {"screen", screen_id(app_.view.screen)},
                                      {"replicates", status.result ? status.result->comparison.finished() : 0},
                                      {"running", status.running},
                                      {"stopped", status.stopped},
                                      {"problems", status.problems.size() + app_.problems.size()},
                                      {"failure", status.failure},
                                      {"message", app_.view.message},
                                      {"copied", copied_},
                                      {"changes", done},
                                      {"frames", frame_ms_.size()},
                                      {"frame_ms_median", quantile_of(frame_ms_, 0.5)},
                                      {"frame_ms_99", quantile_of(frame_ms_, 0.99)},
                                      {"command_line", app_.edited ? command_line(app_) : std::string()},
                                      {"widgets", widgets}};
  write_file(file, all.dump(1) + "\n");
  frame_ms_.clear();
}

}  // namespace tuiyan::gui
