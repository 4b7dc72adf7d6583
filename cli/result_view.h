// A stored result, opened to be read.
#pragma once

#include "cli/console.h"
#include "cli/options.h"
#include "io/store.h"
#include "sim/compare.h"

namespace tuiyan {

struct ResultView {
  // With the mixes of --mix and the reference of --ref. Says so when the run did not end. Throws FileError also when
  // nothing is finished.
  ResultView(const Options& options, Console& console);

  Result result;
  Comparison comparison;
  int reference;
};

}  // namespace tuiyan
