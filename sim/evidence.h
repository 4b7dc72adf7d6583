// How a default says where it comes from: value, range of sensitivity runs, and the reason or source in both
// languages.
#pragma once

#include "sim/field.h"

namespace tuiyan {

Datum assumed(double value, double low, double high, const Names& reason);    // red
Datum fitted(double value, double low, double high, const Names& reason);     // red, tuned to a target
Datum elsewhere(double value, double low, double high, const Names& source);  // amber
Datum measured(double value, double low, double high, const Names& source);   // green

}  // namespace tuiyan
