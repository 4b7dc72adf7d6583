#include "sim/members.h"

#include <cassert>

namespace tuiyan {

void Composition::add(const Member& member) {
  const bool child = member.age_months < 16 * 12;
  const auto count = [](std::uint8_t& number, bool is) { number = static_cast<std::uint8_t>(number + is); };
  ++size;
  count(workers, member.ability == Ability::able);
  count(old, member.age_months >= 60 * 12);
  count(old70, member.age_months >= 70 * 12);
  count(old80, member.age_months >= 80 * 12);
  count(children, child);
  count(pupils, member.schooling == Schooling::compulsory || member.schooling == Schooling::secondary);
  count(students, member.schooling == Schooling::tertiary);
  count(women, member.female);
  count(disabled, member.disabled);
  count(weak, member.ability == Ability::weak);
  count(unable, member.ability == Ability::unable && !child);
  count(ill, member.health != Health::well);
}

Composition composition_of(const Population& population, const Household& household) {
  Composition members;
  for (std::uint32_t m = household.first_member; m < household.first_member + household.size; ++m)
    members.add(population.members[m]);
  return members;
}

double count_of(const Composition& members, Attribute attribute) {
  switch (attribute) {
    case Attribute::size:
      return members.size;
    case Attribute::old:
      return members.old;
    case Attribute::old70:
      return members.old70;
    case Attribute::old80:
      return members.old80;
    case Attribute::children:
      return members.children;
    case Attribute::pupils:
      return members.pupils;
    case Attribute::students:
      return members.students;
    case Attribute::women:
      return members.women;
    case Attribute::disabled:
      return members.disabled;
    case Attribute::weak:
      return members.weak;
    case Attribute::unable:
      return members.unable;
    case Attribute::all_old:
      return members.all_old();
    default:
      break;
  }
  assert(!"not a count of members");
  return 0;
}

}  // namespace tuiyan
