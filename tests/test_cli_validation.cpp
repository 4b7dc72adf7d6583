// `tuiyan validate` and `tuiyan calibrate` as people meet them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/scenario_file.h"
#include "sim/scenario.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

Finished tuiyan(const Texts& arguments) {
  Texts words{TUIYAN_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return Program(words).wait();
}

json target(const char* id, const char* quantity, const char* date, double value, const char* use,
            const char* kind = "outcome") {
  return {{"id", id},
          {"quantity", quantity},
          {"mix", "none"},
          {"date", date},
          {"value", {{"value", value}, {"grade", "green"}, {"source", "made up for a test"}}},
          {"kind", kind},
          {"use", use}};
}

// The tiny place with published figures: `poor_share` fitted to, one outcome left alone, one input.
class Published : public testing::Test {
 protected:
  Published() {
    json place = json::parse(text_of(std::filesystem::path(TUIYAN_SOURCE_DIR) / "tests/data/tiny.json"));
    place["catalogue"] = std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny-measures.json";
    const std::string end =
        (Month::parse(place["start"].get<std::string>()).value() + (place["months"].get<int>() - 1)).text();
    place["targets"] = {target("poor", "poor_share", end.c_str(), 0.3, "tuned"),
                        target("left", "registered_persons", end.c_str(), 1e6, "test"),
                        target("begun", "registered_persons", "start", 1, "test", "input")};
    write_text(file, place.dump(1));
  }
  const ScratchFolder scratch;
  const std::filesystem::path file = scratch / "place.json";
};

TEST_F(Published, AreHeldAgainstTheSimulated) {
  const Finished run = tuiyan({"validate", file.string(), "--replicates", "6", "-q"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("Constant-rate forecast"), std::string::npos) << run.out;
  const Finished other = tuiyan({"validate", file.string(), "--replicates", "6", "-q", "--json"});
  ASSERT_EQ(other.code, 0) << other.err;
  const json told = json::parse(other.out);
  EXPECT_TRUE(told.dump().find("\"left\"") != std::string::npos) << other.out;
  const Finished rows = tuiyan({"validate", file.string(), "--replicates", "6", "-q", "--plain"});
  EXPECT_NE(rows.out.find("left"), std::string::npos);
  EXPECT_NE(rows.out.find(" no "), std::string::npos) << "a million persons lie in no interval: " << rows.out;
}

TEST_F(Published, ArePaintedAndPrintedAsAPage) {
  const std::string page = (scratch / "docs/validation.md").string(), picture = (scratch / "held.svg").string();
  const Finished run =
      tuiyan({"validate", file.string(), "--replicates", "4", "-q", "--write", page, "-o", picture, "--uncertainty"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(text_of(page).find("Misses, and why"), std::string::npos);
  EXPECT_NE(text_of(page).find("validation-amounts.en.svg"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(scratch / "docs/pictures/validation-amounts.zh.svg"));
  EXPECT_TRUE(text_of(picture).starts_with("<?xml"));
  EXPECT_EQ(tuiyan({"validate", file.string(), "--replicates", "4", "-q", "-o", (scratch / "held.doc").string()}).code,
            2);
}

TEST_F(Published, OfAFileOfTheirOwnMayBeUsed) {
  write_text(scratch / "others.json", json{{"targets", {target("mine", "poor_share", "start", 0.5, "test")}}}.dump());
  const Finished run = tuiyan({"validate", file.string(), "--targets", (scratch / "others.json").string(),
                               "--replicates", "3", "-q", "--plain"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("mine"), std::string::npos);
  EXPECT_EQ(run.out.find("left"), std::string::npos);
  write_text(scratch / "wrong.json", json{{"targets", {target("mine", "poor_shar", "start", 0.5, "test")}}}.dump());
  const Finished wrong = tuiyan({"validate", file.string(), "--targets", (scratch / "wrong.json").string()});
  EXPECT_NE(wrong.code, 0);
  EXPECT_NE(wrong.err.find("poor_share"), std::string::npos) << "the nearest known word: " << wrong.err;
}

TEST_F(Published, MayBeFittedTo) {
  const std::filesystem::path copy = scratch / "fitted.json";
  const std::string before = text_of(file);
  const Texts fit{"calibrate",    file.string(), "--parameters",  "income/growth_with_worker",
                  "--replicates", "4",           "--evaluations", "8",
                  "-q",           "-o",          copy.string()};
  const Finished run = tuiyan(fit);
  EXPECT_TRUE(run.code == 0 || run.code == 9) << run.code << run.err;  // met, or not within the sets of values
  EXPECT_EQ(text_of(file), before) << "the scenario itself is left alone";
  const Scenario fitted = read_scenario_file(copy, {});
  EXPECT_TRUE(fitted.income.growth_with_worker.steps.at(0).datum.tuned);
  EXPECT_NE(run.out.find("residual"), std::string::npos) << run.out;
  EXPECT_NE(tuiyan(fit).code, 0) << "a copy that is there is not written over";
  EXPECT_EQ(text_of(file), before);
}

TEST_F(Published, AreFittedToOnlyWhereTheFileSaysSo) {
  const auto refused = [&](const Texts& more) {
    Texts words{"calibrate", file.string(), "-o", (scratch / "fitted.json").string()};
    words.insert(words.end(), more.begin(), more.end());
    const Finished run = tuiyan(words);
    EXPECT_EQ(run.code, 2) << run.err;
    EXPECT_FALSE(std::filesystem::exists(scratch / "fitted.json"));
    return run.err;
  };
  const std::string growth = "income/growth_with_worker";
  EXPECT_NE(refused({}).find("--parameters"), std::string::npos);
  EXPECT_NE(refused({"--parameters", "income/growth_with_workers"}).find(growth), std::string::npos);
  EXPECT_NE(refused({"--parameters", growth, "--targets", "left"}).find("tuned"), std::string::npos);
  EXPECT_NE(refused({"--parameters", growth, "--targets", "begun"}).find("input"), std::string::npos);
  EXPECT_NE(refused({"--parameters", growth, "--targets", "pour"}).find("poor"), std::string::npos);
  EXPECT_NE(refused({"--parameters", growth, "--set", "set_aside=true"}).find("set aside"), std::string::npos);
}

}  // namespace
}  // namespace tuiyan
