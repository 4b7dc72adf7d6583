#include "gui/app.h"

#include <fmt/format.h>

#include <algorithm>

#include "gui/texts.h"
#include "io/file.h"
#include "io/scenario_file.h"

namespace tuiyan::gui {

void open(App& app, const std::filesystem::path& file) {
  app.file = file;
  app.original.reset();
  app.edited.reset();
  app.trouble = {};
  app.problems.clear();
  try {
    app.original = read_scenario_file(file);
    app.edited = app.original;
    app.view.mix = app.edited->mixes.size() > 1 ? 1 : 0;
    app.view.reference = std::max(0, app.edited->mix_index("none"));
    app.view.open.clear();
  } catch (const ScenarioError& error) {
    app.problems = error.problems();
  } catch (const FormatError& error) {
    app.problems = {error.problem()};
  } catch (const FileError& error) {
    app.trouble = error.text();
  } catch (const std::exception& error) {
    app.trouble = {error.what(), error.what()};
  }
}

bool save_copy(App& app, const std::filesystem::path& file) {
  const Language language = app.view.language;
  try {
    write_file(file, scenario_text(*app.edited));
    app.view.message = say::fill(language, say::saved, file.string());
    return true;
  } catch (const FileError& error) {
    app.view.message = in(language, error.text());
  }
  return false;
}

std::filesystem::path name_for_copy(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  for (int i = 1; i < 1000; ++i) {
    const std::string number = i == 1 ? std::string() : fmt::format("-{}", i);
    std::filesystem::path path = folder / fmt::format("{}-copy{}.json", file.stem().string(), number);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return path;
  }
  return folder / fmt::format("{}-copy.json", file.stem().string());
}

std::filesystem::path default_scenario() {
  const char* const name = "hohhot-2017.json";
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const std::filesystem::path& folder :
       {std::filesystem::path("scenarios"), program / "scenarios", program / "../share/tuiyan/scenarios",
        program / "../../../scenarios", std::filesystem::path(TUIYAN_SCENARIOS)})
    if (std::filesystem::is_regular_file(folder / name, error)) return (folder / name).lexically_normal();
  return {};
}

}  // namespace tuiyan::gui
