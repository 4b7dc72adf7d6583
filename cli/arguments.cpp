#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

namespace tuiyan {

namespace {

const Names scenario_help{"情景文件（JSON）", "the scenario (a JSON file)"};
const Names result_help{"结果文件（.tuiyan）", "the result (a .tuiyan file)"};

const std::vector<std::string> common{"lang", "quiet", "verbose", "no-color", "no-input", "log"};

bool is_common(const std::string& option) { return std::find(common.begin(), common.end(), option) != common.end(); }

void add_option(CLI::App& app, const DeclaredOption& option, Given& given, Language language) {
  const std::string& help = in(language, option.help);
  if (option.placeholder.empty()) {
    app.add_flag_function(
        option.flags, [&given, &option](std::int64_t) { given[option.name] = {"on"}; }, help);
    return;
  }
  CLI::Option* added = app.add_option_function<std::vector<std::string>>(
      option.flags, [&given, &option](const std::vector<std::string>& texts) { given[option.name] = texts; }, help);
  added->option_text(option.placeholder)->allow_extra_args(false);
}

void label(CLI::App& app, Language language) {
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("REQUIRED", "");
  if (language == Language::en) return;
  app.get_formatter()->label("Usage", "用法");
  app.get_formatter()->label("OPTIONS", "选项");
  app.get_formatter()->label("SUBCOMMAND", "命令");
  app.get_formatter()->label("Positionals", "参数");
}

void add_command(CLI::App& app, const DeclaredCommand& command, Given& given, Language language) {
  CLI::App* sub = app.add_subcommand(command.name, in(language, command.about));
  sub->set_help_flag("-h,--help", in(language, {"显示本帮助", "this help"}))->group(in(language, {"选项", "Options"}));
  sub->group(in(language, {"命令", "Commands"}));
  sub->footer(in(language, command.examples));
  if (!command.file.empty()) {
    const Names& help = command.file == "RESULT" ? result_help : scenario_help;
    if (command.file.ends_with("..."))  // several; the command says itself when there must be one
      sub->add_option_function<std::vector<std::string>>(
             command.file, [&given](const std::vector<std::string>& texts) { given["file"] = texts; },
             in(language, help))
          ->type_name("");
    else
      sub->add_option_function<std::string>(
             command.file, [&given](const std::string& text) { given["file"] = {text}; }, in(language, help))
          ->type_name("")
          ->required();
  }
  for (const DeclaredOption& option : declared_options()) {
    const bool own = std::find(command.options.begin(), command.options.end(), option.name) != command.options.end();
    if (own || is_common(option.name)) add_option(*sub, option, given, language);
  }
  for (CLI::Option* option : sub->get_options())
    if (!option->get_positional()) option->group(in(language, {"选项", "Options"}));
}

std::unique_ptr<CLI::App> command_tree(Given& given, Language language) {
  auto app = std::make_unique<CLI::App>(
      in(language, {"推演：比较不同帮扶措施组合下，困难家庭逐月收入和脱贫返贫的结果",
                    "tuiyan plays out what becomes of poor households under different mixes of assistance"}),
      "tuiyan");
  label(*app, language);
  app->set_help_flag("-h,--help", in(language, {"显示本帮助", "this help"}));
  app->add_flag_function(
      "--version", [&given](std::int64_t) { given["command"] = {"version"}; },
      in(language, {"显示版本", "the version"}));
  app->require_subcommand(0, 1);
  app->footer(in(language, {"每条命令的用法：tuiyan 命令 --help\n例：tuiyan run scenarios/hohhot-2017.json",
                            "More on a command: tuiyan COMMAND --help\n"
                            "Example: tuiyan run scenarios/hohhot-2017.json"}));
  for (const DeclaredOption& option : declared_options())
    if (is_common(option.name) || option.name == "json") add_option(*app, option, given, language);
  for (CLI::Option* option : app->get_options()) option->group(in(language, {"选项", "Options"}));
  for (const DeclaredCommand& command : declared_commands()) add_command(*app, command, given, language);
  return app;
}

// " Did you mean 'run'?", or the known words if none is near.
Names suggestion(const std::string& word, const std::vector<std::string>& known) {
  if (const std::string near = nearest(word, known); !near.empty())
    return {fmt::format("是否要用“{}”？", near), fmt::format("Did you mean '{}'?", near)};
  Names all{"可用的有：", "Known: "};
  for (const std::string& each : known) {
    all.zh += each == known.front() ? each : "、" + each;
    all.en += each == known.front() ? each : ", " + each;
  }
  return all;
}

UsageError unknown(const Names& kind, const std::string& word, const std::vector<std::string>& known) {
  const Names hint = suggestion(word, known);
  return UsageError({fmt::format("没有{}“{}”。{}", kind.zh, word, hint.zh),
                     fmt::format("unknown {} '{}'. {}", kind.en, word, hint.en)});
}

UsageError extra(const CLI::App& app) {
  const std::vector<CLI::App*> parsed = app.get_subcommands();
  const std::vector<std::string> rest = app.remaining(true);
  const std::string word = rest.empty() ? "" : rest.front();
  std::vector<std::string> known;
  if (word.starts_with("-")) {
    const CLI::App& of = parsed.empty() ? app : *parsed.front();
    for (const CLI::Option* option : of.get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    return unknown({"选项", "option"}, word.substr(0, word.find('=')), known);
  }
  for (const DeclaredCommand& command : declared_commands()) known.push_back(command.name);
  if (parsed.empty()) return unknown({"命令", "command"}, word, known);
  return UsageError(
      {fmt::format("多余的参数“{}”。用法见 tuiyan {} --help", word, parsed.front()->get_name()),
       fmt::format("'{}' is one argument too many. See tuiyan {} --help", word, parsed.front()->get_name())});
}

UsageError missing(const CLI::App& app) {
  const std::string command = app.get_subcommands().empty() ? "" : app.get_subcommands().front()->get_name();
  for (const DeclaredCommand& each : declared_commands())
    if (each.name == command && !each.file.empty()) {
      const Names& what = each.file == "RESULT" ? result_help : scenario_help;
      return UsageError({fmt::format("缺少{}。用法见 tuiyan {} --help", what.zh, command),
                         fmt::format("{} is missing. See tuiyan {} --help", what.en, command)});
    }
  return UsageError({"缺少参数。用法见 tuiyan --help", "an argument is missing. See tuiyan --help"});
}

}  // namespace

std::string help_text(Language language) {
  Given given;
  return command_tree(given, language)->help();
}

Arguments parse_arguments(const std::vector<std::string>& arguments, Language language) {
  Arguments result;
  const std::unique_ptr<CLI::App> app = command_tree(result.given, language);
  try {
    app->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    result.help = app->help();
    return result;
  } catch (const CLI::ExtrasError&) {
    throw extra(*app);
  } catch (const CLI::RequiredError&) {
    // A mistyped option swallows nothing: it is the better thing to name.
    if (!app->remaining(true).empty()) throw extra(*app);
    throw missing(*app);
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string option(std::string_view(error.what()).substr(0, std::string_view(error.what()).find(':')));
    throw UsageError({fmt::format("{} 后面需要一个值", option), fmt::format("{} needs a value", option)});
  } catch (const CLI::ParseError& error) {
    throw UsageError({fmt::format("无法理解命令行：{}", error.what()), error.what()});
  }
  if (!app->get_subcommands().empty()) result.given["command"] = {app->get_subcommands().front()->get_name()};
  return result;
}

}  // namespace tuiyan
