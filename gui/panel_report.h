// The report: what it shows, and where it goes. Files are written by the clerk, from a result that stays as it is.
#pragma once

#include "gui/app.h"
#include "gui/chart_card.h"
#include "gui/clerk.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_report(Widgets& widgets, const Rect& rect, App& app, const Status& status, ResultPictures& pictures,
                  Clerk& clerk);

}  // namespace tuiyan::gui
