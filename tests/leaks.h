// What libraries of the system keep until the end, which the address sanitizer would count as our leaks.
#pragma once

namespace tuiyan {

inline constexpr const char* foreign_leaks = "leak:libfontconfig\nleak:libpango\nleak:libglib\nleak:libcairo\n";

}  // namespace tuiyan
