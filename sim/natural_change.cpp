#include "sim/natural_change.h"

#include <cmath>

#include "sim/delivery.h"
#include "sim/enrolment.h"

namespace tuiyan {

namespace {

void dissolve(Course& course, std::size_t i, Month month) {
  Tally& tally = course.tally(month);
  tally.dissolved_households += course.status[i] == Status::registered;
  withdraw(course, i);
  course.status[i] = Status::gone;
  course.pending[i] = Pending::nothing;
}

void share_out(std::int32_t& parent, std::int32_t& child, double share) {
  child = static_cast<std::int32_t>(std::lround(parent * share));
  parent -= child;
}

// What was paid in the last 12 months, and what the register saw of it.
void share_ledger(Course& course, const Shared& split) {
  if (!course.find_ledger(split.parent)) return;
  Ledger& child = course.open_ledger(split.child);
  Ledger& parent = course.open_ledger(split.parent);  // after the other one: opening may move ledgers of a block
  child = {};
  child.household = split.child;
  for (std::size_t m = 0; m < 12; ++m) {
    share_out(parent.earned[m], child.earned[m], split.share);
    share_out(parent.aid[m], child.aid[m], split.share);
    child.earned12 += child.earned[m];
    child.aid12 += child.aid[m];
  }
  parent.earned12 -= child.earned12;
  parent.aid12 -= child.aid12;
  share_out(parent.window_earned, child.window_earned, split.share);
  share_out(parent.window_aid, child.window_aid, split.share);
  share_out(parent.window_earned_before, child.window_earned_before, split.share);
  share_out(parent.window_aid_before, child.window_aid_before, split.share);
}

}  // namespace

void record_changes(Course& course, std::size_t block, Month month, const std::vector<MemberChange>& changes) {
  if (changes.empty()) return;
  course.standings[block].stale = true;
  Tally& tally = course.tally(month);
  for (const MemberChange& change : changes) {
    const std::size_t i = change.household;
    if (course.status[i] == Status::registered) {
      tally.born_persons += change.births;
      tally.died_persons += change.deaths;
      tally.moved_in_persons += change.moves_in;
      tally.moved_out_persons += change.moves_out;
    }
    if (change.dissolved) dissolve(course, i, month);
  }
}

void record_splits(Course& course, Month month, const std::vector<Shared>& splits) {
  for (const Shared& split : splits) {
    const std::size_t parent = split.parent, child = split.child;
    course.status[child] = course.status[parent];
    course.pending[child] = course.pending[parent];
    course.exit_month[child] = course.exit_month[parent];
    for (auto* flags : {&course.supported, &course.counted, &course.exited_once, &course.self_reliant,
                        &course.found_self_reliant, &course.guaranteed})
      (*flags)[child] = (*flags)[parent];
    course.file.split(parent, child);
    course.tally(month).split_households += course.status[child] == Status::registered;
    share_ledger(course, split);
    inherit_gain(course, parent, child);
    for (const std::size_t i : {parent, child}) course.standings[i / block_size].stale = true;
  }
}

}  // namespace tuiyan
