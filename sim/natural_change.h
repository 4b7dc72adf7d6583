// What births, deaths, moves and splits mean for a course: the register takes them down at once, without review;
// a household that dissolves leaves every measure, one born of a split stands where the old one stands.
#pragma once

#include <vector>

#include "sim/course.h"
#include "sim/members.h"

namespace tuiyan {

// For one block, at the start of a month.
void record_changes(Course& course, std::size_t block, Month month, const std::vector<MemberChange>& changes);

// The new household has the same standing, and of what measures paid the share of those who left. What the
// old one is enrolled in stays with it.
void record_splits(Course& course, Month month, const std::vector<Shared>& splits);

}  // namespace tuiyan
