// tuiyan-gui: the window. Reads its options, then draws a frame whenever something happens.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gui/app.h"
#include "gui/font.h"
#include "gui/panel_mixes.h"
#include "gui/panel_results.h"
#include "gui/panel_status.h"
#include "gui/script.h"
#include "gui/shell.h"
#include "gui/texts.h"
#include "gui/widgets.h"
#include "gui/window.h"
#include "gui/worker.h"

namespace tuiyan::gui {

namespace {

struct Options {
  std::string scenario, screenshot, dump, script, size = "1280x800", language, view;
  bool dark = false;
  int zoom = 0, replicates = 0;
};

Language language_of_system() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  }
  return Language::en;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("can not read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

int run(const Options& options) {
  const bool unattended = !options.screenshot.empty() || !options.script.empty() || !options.dump.empty();
  if (unattended) SDL_setenv("SDL_VIDEODRIVER", "offscreen", 0);
  int width = 0, height = 0;
  if (std::sscanf(options.size.c_str(), "%dx%d", &width, &height) != 2 || width < 320 || height < 240)
    throw std::runtime_error("--size is like 1280x800, not " + options.size);
  Window window("Tuiyan", width, height, unattended);
  // A picture is the same whatever the person set before.
  const bool remembers = options.screenshot.empty() && options.dump.empty();
  Shell shell(window, real_engine(), options.replicates, remembers);
  View& view = shell.view();
  if (options.language.empty())
    view.language = shell.app().settings.language.value_or(language_of_system());
  else
    view.language = options.language == "zh" ? Language::zh : Language::en;
  if (options.dark) view.dark = true;
  if (options.zoom > 0) view.zoom = options.zoom;
  if (!options.view.empty()) view.screen = *screen_named(options.view);
  // Without a file the window begins where one can be chosen; a picture shows the sample.
  if (!options.scenario.empty() || !remembers || !options.script.empty())
    shell.open(options.scenario.empty() ? default_scenario() : std::filesystem::path(options.scenario));
  else if (options.view.empty())
    view.screen = Screen::welcome;
  std::optional<Script> script;
  if (unattended) {
    std::string text = options.script.empty() ? std::string("wait\n") : text_of(options.script);
    std::ostringstream ending;
    ending << "\nwait\nframes 2\n";
    if (!options.dump.empty()) ending << "dump " << std::quoted(options.dump) << "\n";
    if (!options.screenshot.empty()) ending << "screenshot " << std::quoted(options.screenshot) << "\n";
    script.emplace(text + ending.str());
  }
  shell.loop(script ? &*script : nullptr);
  return 0;
}

void declare(CLI::App& app, Options& options) {
  app.add_option("SCENARIO", options.scenario, "a scenario or result file; without one, the welcome screen");
  app.add_option("--screenshot", options.screenshot,
                 "write a PNG when the preview has finished, and end; needs no display");
  app.add_option("--dump", options.dump, "write the widgets shown as JSON, and end; needs no display");
  app.add_option("--script", options.script, "play a file of clicks and typing by label, and end; needs no display");
  app.add_option("--lang", options.language, "zh or en; without it, as the system")->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--size", options.size, "of the window in pixels")->capture_default_str();
  app.add_option("--zoom", options.zoom, "percent")->check(CLI::Range(100, 200));
  app.add_option("--view", options.view, "the screen shown: welcome, plan, compare, risk, assumptions, runs, report")
      ->check(CLI::IsMember({"welcome", "plan", "compare", "risk", "assumptions", "runs", "report"}));
  app.add_flag("--dark", options.dark, "dark colours");
  app.add_option("--replicates", options.replicates, "of the full run; without it, as in the scenario")
      ->check(CLI::Range(1, 1000000));
}

}  // namespace

}  // namespace tuiyan::gui

int main(int argc, char** argv) {
  try {
    tuiyan::gui::Options options;
    CLI::App app("Tuiyan: plan assistance, compare what comes of it", "tuiyan-gui");
    tuiyan::gui::declare(app, options);
    CLI11_PARSE(app, argc, argv);
    return tuiyan::gui::run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tuiyan-gui: %s\n", error.what());
    return 1;
  }
}
