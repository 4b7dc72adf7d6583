#include <gtest/gtest.h>

#include <string_view>

#include "tests/options.h"

// Arguments beyond GoogleTest's: --refresh-golden writes the golden files anew instead of comparing.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--refresh-golden") tuiyan::test_options().refresh_golden = true;
  return RUN_ALL_TESTS();
}
