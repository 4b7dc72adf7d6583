#include "gui/shell.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gui/panel_mixes.h"
#include "gui/panel_status.h"
#include "gui/texts.h"
#include "io/file.h"

namespace tuiyan::gui {

Shell::Shell(Window& window, Engine engine, int replicates)
    : window_(&window), widgets_(fonts_), worker_(std::move(engine), &Window::wake), replicates_(replicates) {}

void Shell::open(const std::filesystem::path& file) {
  if (file.empty()) {
    app_.trouble = say::no_sample;
    return;
  }
  gui::open(app_, file);
  if (app_.edited) start();
}

void Shell::start() {
  app_.view.message.clear();
  worker_.start(*app_.edited, replicates_ > 0 ? replicates_ : std::max(1, app_.edited->replicates));
}

void Shell::key(const SDL_Keysym& key) {
  View& view = app_.view;
  const bool control = (key.mod & KMOD_CTRL) != 0;
  if (key.sym == SDLK_F5 && app_.edited)
    start();
  else if (key.sym == SDLK_F5)
    open(app_.file);
  if (key.sym == SDLK_h && !control && !widgets_.typing() && !view.saving) view.reading = !view.reading;
  if (key.sym == SDLK_ESCAPE && view.saving)
    view.saving = false;
  else if (key.sym == SDLK_ESCAPE && !widgets_.typing())
    worker_.stop();
  if (!control) return;
  if (key.sym == SDLK_EQUALS || key.sym == SDLK_PLUS || key.sym == SDLK_KP_PLUS) view.zoom += 25;
  if (key.sym == SDLK_MINUS || key.sym == SDLK_KP_MINUS) view.zoom -= 25;
  if (key.sym == SDLK_0 || key.sym == SDLK_KP_0) view.zoom = 100;
  view.zoom = std::clamp(view.zoom, 100, 200);
  if (key.sym == SDLK_s && app_.edited && !view.saving) {
    view.saving = true;
    view.save_as = name_for_copy(app_.file).string();
  }
}

Wish Shell::draw_body(Rect rect, bool narrow, const Status& status) {
  Wish wish;
  if (!app_.edited) {
    panel_trouble(widgets_, rect, app_);
    return wish;
  }
  const Rect whole = rect;
  const float left = std::clamp(rect.width * 0.36f, widgets_.space(114), widgets_.space(132));
  const Rect mixes = narrow ? whole : rect.take_left(left);
  rect.take_left(widgets_.space(3));
  if (!narrow || !app_.view.show_results)
    wish.changed = panel_mixes(widgets_, mixes, *app_.edited, *app_.original, app_.view, status);
  if (!narrow || app_.view.show_results)
    panel_results(widgets_, narrow ? whole : rect, *app_.edited, app_.view, status, pictures_);
  return wish;
}

Wish Shell::draw(const Status& status) {
  const Theme theme = make_theme(app_.view.dark, static_cast<float>(app_.view.zoom) / 100);
  apply(theme);
  widgets_.begin(theme, window_->width(), window_->height());
  Rect rest{0, 0, window_->width(), window_->height()};
  const bool narrow = rest.width / theme.zoom < 1000;
  panel_header(widgets_, rest.take_top(widgets_.space(13)), app_, narrow);
  Wish wish = panel_footer(widgets_, rest.take_bottom(widgets_.space(11)), app_, status);
  if (app_.edited) panel_definitions(widgets_, rest.take_top(widgets_.space(10)), *app_.edited, app_.view.language);
  const Rect body = rest.inset(widgets_.space(3), app_.edited ? 0 : widgets_.space(3));
  wish.changed =
      draw_body({body.x, body.y, body.width, body.height - (app_.edited ? widgets_.space(3) : 0)}, narrow, status)
          .changed;
  if (app_.view.saving) panel_save(widgets_, app_);
  widgets_.end();
  return wish;
}

// A frame, drawn again at once if it brought characters that the atlas lacked.
void Shell::frame(Script* script) {
  const float zoom = static_cast<float>(app_.view.zoom) / 100;
  const Status status = worker_.status();
  Wish wish;
  for (int attempt = 0; attempt < 4; ++attempt) {
    fonts_.update(zoom);
    window_->begin_frame(script != nullptr ? script->pointer() : std::nullopt);
    const Wish drawn = draw(status);
    window_->end_frame();
    wish.changed |= drawn.changed;
    wish.run |= drawn.run;
    wish.stop |= drawn.stop;
    if (!fonts_.stale(static_cast<float>(app_.view.zoom) / 100)) break;
  }
  if (wish.changed || (wish.run && app_.edited)) start();
  if (wish.stop) worker_.stop();
  const std::string title =
      app_.edited ? in(app_.view.language, app_.edited->names) + " · " + in(app_.view.language, say::program)
                  : in(app_.view.language, say::program);
  if (title != title_) window_->set_title(title_ = title);
}

void Shell::loop(Script* script) {
  int frames_due = 3;
  while (!closing_ && (script == nullptr || !script->finished())) {
    // The caret of a field blinks; else nothing moves by itself.
    const int patience = script != nullptr   ? (script->waiting() ? 250 : 1)
                         : frames_due > 0    ? 0
                         : widgets_.typing() ? 400
                                             : 3'600'000;
    const std::vector<SDL_Event> events = window_->wait(patience);
    for (const SDL_Event& event : events) {
      if (event.type == SDL_QUIT) closing_ = true;
      if (event.type == SDL_KEYDOWN) key(event.key.keysym);
      if (event.type == SDL_DROPFILE) {
        open(event.drop.file);
        SDL_free(event.drop.file);
      }
    }
    frames_due = !events.empty() ? 3 : std::max(0, frames_due - 1);
    frame(script);
    if (script != nullptr) {
      const Status status = worker_.status();
      const ScriptWish wish = script->step(widgets_, status.running, status.done);
      if (wish.dump) dump(*wish.dump);
      if (wish.screenshot) window_->save_picture(*wish.screenshot);
    }
    window_->show();
  }
}

void Shell::dump(const std::filesystem::path& file) const {
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
  const nlohmann::ordered_json all = {{"font", fonts_.family()},
                                      {"missing_characters", missing},
                                      {"charts_unknown_glyphs", pictures_.still_poor_view.unknown_glyphs() +
                                                                    pictures_.differences_view.unknown_glyphs()},
                                      {"replicates", status.result ? status.result->comparison.finished() : 0},
                                      {"running", status.running},
                                      {"stopped", status.stopped},
                                      {"problems", status.problems.size() + app_.problems.size()},
                                      {"failure", status.failure},
                                      {"message", app_.view.message},
                                      {"widgets", widgets}};
  write_file(file, all.dump(1) + "\n");
}

}  // namespace tuiyan::gui
