#pragma once

namespace tuiyan {

struct TestOptions {
  bool refresh_golden = false;
};

inline TestOptions& test_options() {
  static TestOptions options;
  return options;
}

}  // namespace tuiyan
