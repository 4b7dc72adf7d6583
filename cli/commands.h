// The subcommands, one file each. They return an exit code and throw what main.cpp explains.
#pragma once

#include "cli/console.h"
#include "cli/options.h"

namespace tuiyan {

int run_command(const Options& options, Console& console);
int trace_command(const Options& options, Console& console);  // of `run --trace`
int compare_command(const Options& options, Console& console);
int table_command(const Options& options, Console& console);
int report_command(const Options& options, Console& console);
int sensitivity_command(const Options& options, Console& console);
int validate_command(const Options& options, Console& console);
int calibrate_command(const Options& options, Console& console);
int withdraw_command(const Options& options, Console& console);
int risk_command(const Options& options, Console& console);
int check_command(const Options& options, Console& console);
int schema_command(const Options& options, Console& console);
int parameters_command(const Options& options, Console& console);
int version_command(const Options& options, Console& console);

}  // namespace tuiyan
