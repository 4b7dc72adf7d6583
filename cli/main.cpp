#include <fmt/format.h>

#include <array>
#include <csignal>
#include <exception>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "io/file.h"
#include "sim/engine.h"

namespace {

using namespace tuiyan;

struct Command {
  const char* name;
  int (*run)(const Options&, Console&);
};
constexpr std::array commands{Command{"run", run_command},
                              Command{"compare", compare_command},
                              Command{"table", table_command},
                              Command{"report", report_command},
                              Command{"sensitivity", sensitivity_command},
                              Command{"validate", validate_command},
                              Command{"calibrate", calibrate_command},
                              Command{"withdraw", withdraw_command},
                              Command{"risk", risk_command},
                              Command{"check", check_command},
                              Command{"schema", schema_command},
                              Command{"parameters", parameters_command},
                              Command{"version", version_command}};

void tell_problems(const Problems& problems, const std::string& file, Console& console) {
  console.error({fmt::format("{}：有 {} 个问题", file, problems.size()),
                 fmt::format("{}: {} problem{}", file, problems.size(), problems.size() == 1 ? "" : "s")});
  for (const Problem& each : problems)
    console.line(fmt::format("  {}: {}", each.path.empty() ? "/" : each.path, console.say(each.text)));
}

void tell_in_file(const Problem& problem, const std::string& file, Console& console) {
  const std::string& name = problem.path.empty() ? file : problem.path;
  console.error({name + "：" + problem.text.zh, name + ": " + problem.text.en});
}

// The exit code of the exception in flight, once it is told.
int explain(const std::string& file, Console& console) {
  try {
    throw;
  } catch (const UsageError& error) {
    console.error(error.text());
    return exit_usage;
  } catch (const VersionError& error) {
    console.error(error.text());
    return exit_version;
  } catch (const FileError& error) {
    console.error(error.text());
    return exit_file;
  } catch (const FormatError& error) {
    tell_in_file(error.problem(), file, console);
    return exit_data;
  } catch (const SchemaVersionError& error) {
    tell_in_file({file, error.problem().text}, file, console);
    return exit_version;
  } catch (const ScenarioError& error) {
    tell_problems(error.problems(), file, console);
    return exit_scenario;
  } catch (const NumericalError& error) {
    console.error({fmt::format("计算出错：{}", error.what()), fmt::format("numerical error: {}", error.what())});
    return exit_numerical;
  } catch (const std::exception& error) {
    console.error({fmt::format("程序内部错误：{}。请报告此问题", error.what()),
                   fmt::format("unexpected failure: {}. Please report this", error.what())});
    return exit_bug;
  }
}

int execute(const Options& options, Console& console) {
  for (const Command& each : commands)
    if (options.command == each.name) return each.run(options, console);
  console.line(help_text(console.language()));
  return exit_usage;
}

ConsoleOptions console_options(const Options& options) {
  return {options.language, options.quiet, options.verbose, options.color, options.log};
}

}  // namespace

int main(int count, char** texts) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is then an error with a message
  const std::vector<std::string> arguments(texts + 1, texts + count);
  const Language language = language_of(arguments);
  Console early({language, false, false, true, {}});
  Options options;
  try {
    Arguments parsed = parse_arguments(arguments, language);
    if (parsed.help) {
      early.print(*parsed.help);
      return exit_success;
    }
    Given given = with_layers(std::move(parsed.given));
    if (!given.contains("lang")) given["lang"] = {language == Language::zh ? "zh" : "en"};
    options = typed(given);
  } catch (...) {
    return explain("", early);
  }
  try {
    Console console(console_options(options));
    try {
      return execute(options, console);
    } catch (...) {
      return explain(options.file.string(), console);
    }
  } catch (...) {
    return explain(options.file.string(), early);
  }
}
