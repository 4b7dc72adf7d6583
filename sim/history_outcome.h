// What the histories of a course's households come to, written into an outcome.
#pragma once

#include "sim/outcome.h"

namespace tuiyan {

struct Course;
struct Histories;

// `closed`: with what was still on at the end.
void write_histories(const Course& course, const Histories& closed, Outcome& outcome);

}  // namespace tuiyan
