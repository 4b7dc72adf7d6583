// A chart in the window: its title, on demand its definition and how to read it, the painter's picture, and the values
// under the pointer.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gui/app.h"
#include "gui/chart_view.h"
#include "gui/clerk.h"
#include "gui/widgets.h"
#include "sim/chart.h"

namespace tuiyan::gui {

// The charts of the window, each made and painted anew only when what it shows changes. They live as long as the
// window.
class ResultPictures {
 public:
  // `wake` is called, from another thread, when a picture is ready.
  explicit ResultPictures(std::function<void()> wake) : painter_(std::move(wake)) {}

  // The chart under this key; `version` names what it is made from.
  const Chart& chart(const std::string& key, const std::string& version, const std::function<Chart()>& make);
  ChartView& view(const std::string& key) { return shelf_[key].view; }
  // Its picture, of the chart under this key.
  void show(Widgets& widgets, const Rect& rect, const std::string& key);

  void begin_frame();
  bool behind() const { return behind_; }  // a picture of this frame is still being painted
  std::string data() const;                // of the charts in this frame, CSV one after the other
  int unknown_glyphs() const;

 private:
  struct Entry {
    std::string version;
    std::shared_ptr<const Chart> chart;
    ChartView view;
  };
  std::map<std::string, Entry> shelf_;
  std::vector<std::string> shown_;  // keys
  bool behind_ = false;
  Clerk painter_;  // its own, so that a slow disk holds no picture up
};

// What the charts of a result are made from; `version` changes when they have to be made anew.
struct ResultSource {
  ChartSource source;
  std::string version;
};
ResultSource source_of(const Result& result, const View& view, const Status& status);

// The height a card needs for a width, in pixels; and the card.
float chart_card_height(Widgets& widgets, const Chart& chart, float width, const View& view);
void chart_card(Widgets& widgets, const Rect& rect, ResultPictures& pictures, const std::string& key,
                const Chart& chart, const Scenario& scenario, View& view);

}  // namespace tuiyan::gui
