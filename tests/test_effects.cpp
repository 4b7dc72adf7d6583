// What a month of each effect pays, to the fen where it has a closed form, and what becomes of it afterwards.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <numeric>

#include "sim/compare.h"
#include "sim/delivery.h"
#include "sim/enrolment.h"
#include "tests/trial.h"

namespace tuiyan {
namespace {

Scenario income_place(const std::function<void(IncomeEffect&, Effect&)>& set) {
  return one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    Effect effect{hundred_a_month()};
    IncomeEffect income = hundred_a_month();
    set(income, effect);
    effect.what = income;
    measure.effects = {effect};
  });
}

TEST(IncomeEffects, ArePaidForTheirTermAndNoLonger) {
  Trial trial(income_place([](IncomeEffect& income, Effect&) {
    income.delay = neutral(2);
    income.term = neutral(5);
  }));
  trial.play_until(january + 12);
  const std::size_t i = trial.enrolled().at(0);
  for (int m = 0; m < 12; ++m) EXPECT_EQ(trial.earned(i, january + m), m >= 2 && m < 7 ? 10'000 : 0) << m;
}

TEST(IncomeEffects, GrowFromEnrolmentOn) {
  Trial trial(income_place([](IncomeEffect& income, Effect&) { income.growth = neutral(0.21); }));
  trial.play_until(january + 13);
  const std::size_t i = trial.enrolled().at(0);
  EXPECT_EQ(trial.earned(i, january + 12), 12'100);                           // after twelve months
  EXPECT_NEAR(static_cast<double>(trial.earned(i, january + 6)), 11'000, 1);  // after six
}

TEST(IncomeEffects, ThatBelongToMembersGoWithThemAndWaitForJanuaryWithOthers) {
  Trial trial(income_place([](IncomeEffect& income, Effect& effect) {
    income.per = Per::old;
    effect.scope = Scope::member;
  }));
  trial.play_until(january + 1);
  std::size_t i = 0;
  for (const std::size_t each : trial.enrolled())
    if (trial.lives().members[each].old == 2) i = each;
  ASSERT_EQ(trial.lives().members[i].old, 2);
  EXPECT_EQ(trial.earned(i, january), 20'000);
  --trial.lives().members[i].old;  // one dies
  trial.play_until(january + 2);
  EXPECT_EQ(trial.earned(i, january + 1), 10'000);
  ++trial.lives().members[i].old;  // another turns 60
  trial.play_until(january + 12);
  for (int m = 2; m < 12; ++m) EXPECT_EQ(trial.earned(i, january + m), 10'000) << m;
  trial.play_until(january + 13);
  EXPECT_EQ(trial.earned(i, january + 12), 20'000);
}

// The twin: of the household, it counts anew every month.
TEST(IncomeEffects, OfTheHouseholdCountItsMembersEveryMonth) {
  Trial trial(income_place([](IncomeEffect& income, Effect&) { income.per = Per::old; }));
  trial.play_until(january + 1);
  const std::size_t i = trial.enrolled().at(0);
  const int old = trial.lives().members[i].old;
  ++trial.lives().members[i].old;
  trial.play_until(january + 2);
  EXPECT_EQ(trial.earned(i, january + 1), 10'000 * (old + 1));
}

TEST(TopUps, OfACategoryLiftToTheirShareOfTheLine) {
  for (const double share : {0.6, 1.0, 1.3}) {
    Trial trial(one_measure_place([&](Measure& measure, Item& item) {
      item.who = opening;
      TopUpEffect top_up;
      top_up.line = "dibao";
      top_up.level_share = neutral(share);
      measure.effects = {Effect{top_up}};
    }));
    trial.play_until(january + 1);
    int paid = 0;
    for (const std::size_t i : trial.enrolled()) {
      const Enrolment& enrolment = *trial.enrolment(i);
      const std::int64_t level = fen(2900 * share * trial.lives().size[i]);
      const std::int64_t due = part_of_year(level, january) - part_of_year(enrolment.assessed, january);
      EXPECT_EQ(enrolment.paid, std::max<std::int64_t>(due, 0));
      paid += enrolment.paid > 0;
    }
    EXPECT_GT(paid, 20);
  }
}

Scenario loan_place(LoanUse use, double failure) {
  return one_measure_place([&](Measure& measure, Item& item) {
    item.who = "workers >= 1 and (" + opening + ")";
    item.end = Month::of(2018, 12);
    measure.term = neutral(20);
    measure.failure_early = neutral(failure);
    LoanEffect loan;
    loan.use = use;
    loan.principal = neutral(5000);
    loan.term = neutral(12);
    loan.raises = neutral(0.10);
    loan.dividend = neutral(2400);
    measure.effects = {Effect{loan}};
  });
}

TEST(Loans, ForOwnUseRaiseBusinessIncomeUntilTheyAreDueAndAreRepaidByTheProject) {
  Trial trial(loan_place(LoanUse::own, 0));
  trial.play_until(january + 1);
  for (const std::size_t i : trial.enrolled()) {
    // In January, with the prices of the month: the business share of what is earned with the workers that are in work.
    const IncomeLaw& law = trial.study().law;
    const Lives& lives = trial.lives();
    const int type = lives.type[i];
    const float sale = lives.shared.business[static_cast<std::size_t>(january - lives.begun)];
    const double business = law.business[type][0] * static_cast<double>(sale * lives.harvest[i]);
    const double wage = type == with_worker ? law.wage[0][0] * lives.employed[i] / lives.workers[i] : 0;
    const double share = business / (business + wage + law.property[type][0]);
    EXPECT_NEAR(static_cast<double>(trial.earned(i, january)), 0.10 * share * lives.monthly[0][i], 1);
    EXPECT_EQ(trial.enrolment(i)->loan, 500'000);
  }
  trial.play_until(january + 14);
  for (const std::size_t i : trial.enrolled()) {
    if (trial.enrolment(i)->since != january.index) continue;
    EXPECT_GT(trial.earned(i, january + 11), 0);
    EXPECT_EQ(trial.earned(i, january + 12), 0);
    EXPECT_EQ(trial.enrolment(i)->loan, 0);
    EXPECT_EQ(trial.course().debt[i], 0);
  }
}

TEST(Loans, OfProjectsThatFailStayAsDebtThatIsOverdueAfterTheirTerm) {
  Trial trial(loan_place(LoanUse::own, 1));
  trial.play_until(january + 1);
  int owing = 0;
  const Condition indebted = [&] {
    Problems none;
    return Condition::parse("debt > 4000", trial.study().vocabulary, "", none);
  }();
  for (std::size_t i = 0; i < trial.course().debt.size(); ++i) {
    if (trial.course().debt[i] == 0) continue;
    ++owing;
    EXPECT_LE(trial.course().debt[i], 500'000);
    EXPECT_FALSE(trial.course().overdue(i, january + 11));
    EXPECT_TRUE(trial.course().overdue(i, january + 12));
    EXPECT_EQ(indebted.holds(HouseholdAnswers(trial.course(), i, january)), trial.course().debt[i] > 400'000);
  }
  EXPECT_GT(owing, 80);
}

TEST(Loans, LeftAsDebtAreRepaidFromATwelfthOfWhatIsAboveTheLine) {
  Trial trial(loan_place(LoanUse::own, 1));
  trial.play_until(january + 1);
  const std::vector<std::int32_t> before = trial.course().debt;
  int repaying = 0, stuck = 0;
  // No more loans: the next allocation is in April.
  trial.play_until(january + 2);
  const TransferYear year(trial.study(), january + 1);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == 0) continue;
    const double above = static_cast<double>(last_12_months(trial.course(), i, year).all()) -
                         trial.study().exit_line(january + 1) * 100 * trial.lives().size[i];
    const double repaid = std::min(std::max(std::floor(above / 12), 0.0), static_cast<double>(before[i]));
    EXPECT_EQ(before[i] - trial.course().debt[i], static_cast<std::int32_t>(repaid));
    ++(repaid > 0 ? repaying : stuck);
  }
  EXPECT_GT(repaying, 10);
  EXPECT_GT(stuck, 10);
}

TEST(Loans, InJointOperationPayADividendAndLeaveTheDebtToTheFirm) {
  Trial paying(loan_place(LoanUse::joint, 0));
  paying.play_until(january + 1);
  for (const std::size_t i : paying.enrolled()) EXPECT_EQ(paying.earned(i, january), 20'000);
  Trial failed(loan_place(LoanUse::joint, 1));
  failed.play_until(january + 1);
  for (const std::int32_t debt : failed.course().debt) EXPECT_EQ(debt, 0);
}

TEST(Loans, ThatAreNotSubsidisedCostInterestOnThePrincipal) {
  Scenario place = loan_place(LoanUse::joint, 0);
  std::get<LoanEffect>(place.measures[0].effects[0].what).interest = neutral(0.06);
  Trial trial(place);
  trial.play_until(january + 1);
  for (const std::size_t i : trial.enrolled()) EXPECT_EQ(trial.earned(i, january), 20'000 - 2'500);
}

Scenario protected_place(const std::function<void(ProtectEffect&)>& set) {
  Scenario place = one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    ProtectEffect protect;
    protect.threshold = neutral(300);
    protect.share = neutral(0.5);
    protect.limit = neutral(2000);
    set(protect);
    measure.effects = {Effect{protect}};
  });
  place.shocks.visit_rate = place.shocks.visit_rate_ill = neutral(0.3);
  return place;
}

std::int64_t aid_of_year(const Trial& trial, std::size_t i) {
  std::int64_t sum = 0;
  for (int m = 0; m < 12; ++m) sum += trial.aid(i, january + m);
  return sum;
}

// The costs of a calendar year, though the register's window is opened anew in October.
TEST(Protection, PaysItsShareOfCostsAboveTheThresholdUpToTheLimit) {
  Trial trial(protected_place([](ProtectEffect&) {}));
  std::vector<std::int64_t> cost(trial.lives().households(), 0);
  for (int m = 0; m < 12; ++m) {
    std::vector<std::int32_t> before = trial.lives().expense;
    trial.play_until(january + m + 1);
    for (std::size_t i = 0; i < cost.size(); ++i)
      cost[i] += m == 8 ? trial.lives().window_expense[i] - before[i] : trial.lives().expense[i] - before[i];
  }
  int paid = 0, limited = 0;
  for (const std::size_t i : trial.enrolled()) {
    const std::int64_t above = std::max<std::int64_t>(cost[i] - 30'000 * trial.lives().size[i], 0);
    const std::int64_t due = std::min<std::int64_t>((above + 1) / 2, 200'000);
    EXPECT_EQ(aid_of_year(trial, i), due) << i;
    paid += due > 0;
    limited += due == 200'000;
  }
  EXPECT_GT(paid, 50);
  EXPECT_GT(limited, 3);
}

TEST(Protection, PaysForWhatIsBorneAfterRelief) {
  Scenario place = protected_place([](ProtectEffect& protect) {
    protect.threshold = neutral(0);
    protect.limit = neutral(0);
    protect.share = neutral(1);
  });
  const auto paid = [&](double factor, Spending of) {
    Scenario relieved = place;
    add_measure(relieved, "relief", [&](Measure& measure, Item& item) {
      item.who = opening;
      ExpenseEffect expense;
      expense.of = of;
      expense.factor = Dated(neutral(factor));
      measure.effects = {Effect{expense}};
    });
    Trial trial(relieved);
    trial.play_until(january + 12);
    std::int64_t sum = 0;
    for (const std::size_t i : trial.enrolled()) sum += aid_of_year(trial, i);
    return static_cast<double>(sum);
  };
  const double whole = paid(1, Spending::all);
  EXPECT_GT(whole, 1e6);
  EXPECT_NEAR(paid(0.25, Spending::medical), whole / 4, 1e-3 * whole);
  EXPECT_EQ(paid(0.25, Spending::schooling), whole);
}

TEST(Protection, SettlesALossOfIncomeInDecember) {
  Trial trial(protected_place([](ProtectEffect& protect) {
    protect.of = Loss::income;
    protect.limit = neutral(0);
  }));
  const std::vector<std::int32_t> before = trial.lives().market12;
  trial.play_until(january + 12);
  int paid = 0;
  for (const std::size_t i : trial.enrolled()) {
    if (trial.enrolment(i)->since != january.index) continue;
    const std::int64_t loss = std::max(before[i] - trial.lives().market12[i], 0);
    const std::int64_t above = std::max<std::int64_t>(loss - 30'000 * trial.lives().size[i], 0);
    EXPECT_EQ(trial.aid(i, january + 11), (above + 1) / 2);
    EXPECT_EQ(aid_of_year(trial, i), trial.aid(i, january + 11));
    paid += above > 0;
  }
  EXPECT_GT(paid, 10);
}

TEST(Growth, OfThePermanentComponentBuildsUpAndStaysAfterTheMeasure) {
  Trial trial(one_measure_place([](Measure& measure, Item& item) {
    item.who = opening;
    item.end = Month::of(2017, 10);
    GrowthEffect growth;
    growth.rate = neutral(0.12);
    growth.delay = neutral(2);
    growth.months = neutral(6);
    measure.effects = {Effect{growth}};
  }));
  trial.play_until(january + 1);
  std::vector<std::size_t> trained = trial.enrolled();
  ASSERT_GT(trained.size(), 200u);
  trial.play_until(january + 23);
  EXPECT_TRUE(trial.enrolled().empty());
  const auto raised = [&](std::size_t i, int month, double ln) {
    const auto m = static_cast<std::size_t>((january + month).month_of_year() - 1);
    EXPECT_NEAR(static_cast<double>(trial.earned(i, january + month)), trial.lives().monthly[m][i] * (std::exp(ln) - 1),
                1)
        << i << " " << month;
  };
  for (const std::size_t i : trained) raised(i, 20, 0.06);
}

TEST(Growth, CountsMonthByMonthFromItsDelay) {
  Trial trial(one_measure_place([](Measure& measure, Item& item) {
    item.who = opening;
    GrowthEffect growth;
    growth.rate = neutral(0.12);
    growth.delay = neutral(2);
    growth.months = neutral(6);
    measure.effects = {Effect{growth}};
  }));
  trial.play_until(january + 12);
  for (const std::size_t i : trial.enrolled())
    for (int m = 0; m < 12; ++m) {
      if (trial.enrolment(i)->since != january.index) continue;
      const double ln = 0.01 * std::clamp(m - 1, 0, 6);
      EXPECT_NEAR(static_cast<double>(trial.earned(i, january + m)),
                  trial.lives().monthly[static_cast<std::size_t>(m)][i] * (std::exp(ln) - 1), 1);
    }
}

Measure job_measure(double workers, double additional) {
  Measure measure;
  JobEffect job;
  job.wage = neutral(1000);
  job.workers = neutral(workers);
  job.additional = neutral(additional);
  job.follows = Follows::nothing;
  measure.effects = {Effect{job}};
  return measure;
}

TEST(Jobs, CountWhomTheyDisplace) {
  Scenario place = larger(one_measure_place([](Measure& measure, Item& item) {
                            const std::string id = measure.id;
                            measure = job_measure(2, 0.4);
                            measure.id = id;
                            item.who = opening;
                          }),
                          20);
  Trial trial(place);
  trial.play_until(january + 1);
  std::int64_t placed = 0, additional = 0;
  for (const std::size_t i : trial.enrolled()) {
    const Enrolment& enrolment = *trial.enrolment(i);
    placed += enrolment.workers;
    additional += std::popcount(enrolment.additional);
    EXPECT_EQ(trial.earned(i, january), 100'000 * std::popcount(enrolment.additional));
  }
  const std::int64_t displaced = trial.course().items[0].displaced[0];
  EXPECT_EQ(displaced, placed - additional);
  const auto n = static_cast<double>(placed);
  EXPECT_NEAR(static_cast<double>(displaced) / n, 0.6, 4 * std::sqrt(0.24 / n));
}

TEST(Jobs, DisplaceNobodyWhereNobodyWouldHaveHadOne) {
  Trial trial(one_measure_place([](Measure& measure, Item&) {
    const std::string id = measure.id;
    measure = job_measure(1, 1);
    measure.id = id;
  }));
  trial.play_until(january + 6);
  EXPECT_GT(trial.enrolled().size(), 50u);
  for (const std::int64_t displaced : trial.course().items[0].displaced) EXPECT_EQ(displaced, 0);
}

// A measure that needs hands, then a job: whoever has one worker can not have both.
TEST(Hands, CompeteForTheSameWorkers) {
  for (const double hands : {0.0, 1.0}) {
    Scenario place = one_measure_place([&](Measure& measure, Item& item) {
      item.who = "workers == 1 and (" + opening + ")";
      measure.hands = neutral(hands);
      measure.effects = {Effect{hundred_a_month()}};
    });
    add_measure(place, "job", [](Measure& measure, Item& item) {
      measure = job_measure(1, 1);
      measure.id = "job";
      item.who = "workers == 1 and (" + opening + ")";
    });
    Trial trial(place);
    trial.play_until(january + 1);
    EXPECT_GT(trial.enrolled(0).size(), 50u);
    EXPECT_EQ(trial.enrolled(1).size(), hands > 0 ? 0 : trial.enrolled(0).size());
  }
}

TEST(Hands, AreGivenBackWhenAWorkerIsLost) {
  Scenario place = one_measure_place([](Measure& measure, Item& item) {
    measure = job_measure(2, 1);
    measure.id = "one";
    item.who = opening;
  });
  place.shocks.illness_rate = neutral(0);
  Trial trial(place);
  trial.play_until(january + 1);
  std::size_t two = 0, one = 0;
  for (const std::size_t i : trial.enrolled()) (trial.enrolment(i)->workers == 2 ? two : one) = i;
  ASSERT_EQ(trial.course().jobs[two], 2);
  ASSERT_EQ(trial.course().jobs[one], 1);
  --trial.lives().workers[two];
  --trial.lives().workers[one];
  trial.play_until(january + 2);
  EXPECT_EQ(trial.course().jobs[two], 1);
  EXPECT_EQ(trial.enrolment(two)->workers, 1);
  EXPECT_EQ(trial.earned(two, january + 1), 100'000);
  EXPECT_EQ(trial.course().jobs[one], 0);
  EXPECT_EQ(trial.enrolment(one), nullptr);
}

// Named events reach what measures pay: half of the jobs are away, and an epidemic stops all away work at once.
TEST(Events, StopTheJobsAwayThatMeasuresGive) {
  const auto place = [](bool epidemic, double away) {
    Scenario made = one_measure_place([&](Measure& measure, Item&) {
      JobEffect job;
      job.wage = neutral(1000);
      job.away = neutral(away);
      measure.effects = {Effect{job}};
    });
    if (epidemic) {
      Event event;
      event.kind = EventKind::epidemic;
      event.month = january + 5;
      event.months = 2;
      event.size = 1;
      made.events = {event};
    }
    return made;
  };
  Trial usual(place(false, 0.5)), struck(place(true, 0.5)), at_home(place(true, 0));
  for (Trial* trial : {&usual, &struck, &at_home}) trial->play_until(january + 6);
  int seen = 0;
  for (const std::size_t i : usual.enrolled()) {
    const std::int64_t pay = usual.earned(i, january + 5);
    if (pay == 0) continue;
    EXPECT_NEAR(static_cast<double>(struck.earned(i, january + 5)), static_cast<double>(pay) / 2, 1);
    EXPECT_EQ(struck.earned(i, january + 4), usual.earned(i, january + 4));
    EXPECT_EQ(at_home.earned(i, january + 5), pay);
    ++seen;
  }
  EXPECT_GT(seen, 50);
}

IncomeEffect sold_product(const char* product) {
  IncomeEffect income;
  income.amount = neutral(1000);
  income.product = product;
  return income;
}

TEST(Events, CrashThePriceOfTheProductTheyName) {
  const auto place = [](const char* crashed) {
    Scenario made =
        one_measure_place([](Measure& measure, Item&) { measure.effects = {Effect{sold_product("sheep")}}; });
    add_measure(made, "pigs", [](Measure& measure, Item&) { measure.effects = {Effect{sold_product("pork")}}; });
    Event event;
    event.kind = EventKind::price_crash;
    event.month = january + 3;
    event.size = 0.4;
    event.product = crashed;
    made.events = {event};
    return made;
  };
  Trial sheep(place("sheep")), other(place("pork")), both(place(""));
  const Month month = january + 4;
  const auto price = [&](Trial& trial, int product) { return trial.lives().price(product, month); };
  EXPECT_NEAR(price(sheep, 0) / price(other, 0), 0.6, 1e-6);
  EXPECT_NEAR(price(other, 1) / price(sheep, 1), 0.6, 1e-6);
  EXPECT_NEAR(price(both, 0), price(sheep, 0), 1e-6);
  EXPECT_NEAR(price(both, 1), price(other, 1), 1e-6);
}

}  // namespace
}  // namespace tuiyan
