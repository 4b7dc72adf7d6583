// A chart in the window: its title, on demand its definition and how to read it, the painter's picture, and the values
// under the pointer.
#pragma once

#include <functional>
#include <future>
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
#include "sim/text_table.h"

namespace tuiyan::gui {

// The charts of the window, each made and painted anew only when what it shows changes, on a thread beside the window.
// They live as long as the window.
class ResultPictures {
 public:
  // `wake` is called, from another thread, when a chart or a picture is ready.
  explicit ResultPictures(std::function<void()> wake) : painter_(std::move(wake)) {}

  // The chart under this key; `version` names what it is made from. Until it is made, the one before; null if there is
  // none. `make` is called from the other thread, so it holds what it reads. The chart stands until the next frame.
  const Chart* chart(const std::string& key, const std::string& version, std::function<Chart()> make);
  ChartView& view(const std::string& key) { return shelf_[key].view; }
  // Natural height in pixels of the chart under this key for a width in pixels.
  float natural_height(const std::string& key, float width, const Theme& theme);
  // Its picture.
  void show(Widgets& widgets, const Rect& rect, const std::string& key);

  // A table that this frame shows, to be copied with the charts; one without heads is its caption alone.
  void note_table(TextTable table) { shown_.push_back({{}, std::move(table)}); }

  void begin_frame();
  bool behind() const { return behind_; }  // something of this frame is still being made
  // Of the charts and tables in this frame, one after the other: values between tabs, as spreadsheets take them.
  std::string data() const;
  int unknown_glyphs() const;

 private:
  struct Entry {
    std::string version, next_version;
    std::shared_ptr<const Chart> chart;
    std::future<Chart> next;                // in work, if it is valid
    float width = 0, zoom = 0, height = 0;  // its natural height, for these; 0: not measured
    ChartView view;
  };
  struct Shown {
    std::string chart;  // its key; empty: a table
    TextTable table;
  };
  std::map<std::string, Entry> shelf_;
  std::vector<Shown> shown_;
  bool behind_ = false;
  Clerk painter_;  // its own, so that a slow disk holds no picture up
};

// What the charts of a result are made from; `version` changes when they have to be made anew.
struct ResultSource {
  std::shared_ptr<const Result> result;
  int reference = 0;
  Language language = Language::zh;
  int asked = 0;  // as in ChartSource
  bool in_wan = false;
  std::string version;

  ChartSource source() const {
    return {*result->scenario, result->comparison, reference, language, asked, result->uncertainty, in_wan};
  }
};
ResultSource source_of(const View& view, const Status& status);  // there is a result

// The height a card needs for a width, in pixels; and the card.
float chart_card_height(Widgets& widgets, ResultPictures& pictures, const std::string& key, const Chart& chart,
                        float width, const View& view);
void chart_card(Widgets& widgets, const Rect& rect, ResultPictures& pictures, const std::string& key,
                const Chart& chart, const Scenario& scenario, View& view);

}  // namespace tuiyan::gui
