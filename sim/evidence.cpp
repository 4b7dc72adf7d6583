#include "sim/evidence.h"

namespace tuiyan {

namespace {

std::string both(const Names& text) { return text.zh + " / " + text.en; }

}  // namespace

Datum assumed(double value, double low, double high, const Names& reason) {
  return {value, Range{low, high}, Grade::red, both({"假设：" + reason.zh, "assumption: " + reason.en}), false};
}

Datum fitted(double value, double low, double high, const Names& reason) {
  Datum datum = assumed(value, low, high, reason);
  datum.tuned = true;
  return datum;
}

Datum elsewhere(double value, double low, double high, const Names& source) {
  return {value, Range{low, high}, Grade::amber, both(source), false};
}

Datum measured(double value, double low, double high, const Names& source) {
  return {value, Range{low, high}, Grade::green, both(source), false};
}

}  // namespace tuiyan
