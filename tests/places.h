// The places that tests play: a made-up township of 320 households (tests/data/small.json, all six effects,
// five mixes, no catalogue needed), the same with the catalogue, and the places that come with the program.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/engine.h"
#include "sim/lives.h"
#include "sim/population.h"
#include "sim/scenario.h"

namespace tuiyan {

std::string source_text(const std::string& path);  // a file of the sources

Scenario small_place(const std::vector<std::string>& overrides = {});
Scenario settled(const std::vector<std::string>& overrides = {});  // the small place without births, deaths and moves
Scenario small_place_with_catalogue();                             // measures: the catalogue's, then its own
Scenario shipped_place(const std::string& name, const std::vector<std::string>& overrides = {});

// All mixes unless some are named.
Outcomes play(const Scenario& scenario, const Population& population, int replicates,
              const std::vector<std::string>& mixes = {}, int threads = 0);
Outcomes play(const Scenario& scenario, int replicates, const std::vector<std::string>& mixes = {});

// Every replicate, mix and point is there and has the same bits.
testing::AssertionResult same_bytes(const Outcomes& left, const Outcomes& right);

// The value of a point that must exist.
double value_of(const Outcomes& outcomes, int replicate, const std::string& mix, const std::string& quantity,
                const std::string& at, const std::string& group = "");

// The values of a quantity of stocks or flows in order of time.
std::vector<double> series_of(const Outcomes& outcomes, int replicate, const std::string& mix,
                              const std::string& quantity, const std::string& group = "");

// Months in which the stock of persons is not the one before + entries + returns - exits - clean-outs.
int unbalanced_months(const Outcomes& outcomes, std::size_t replicate, std::size_t mix);

Mix& mix_of(Scenario& scenario, const std::string& id);
Measure& measure_of(Scenario& scenario, const std::string& id);

// Only those who are registered when the place opens.
Scenario without_newcomers(Scenario scenario);

// The same kinds of households, `factor` times as many: more than one block of the engine.
Scenario larger(Scenario scenario, int factor);

// The population with one household more, a copy of household `like` with luck of its own, put at a position.
Population with_one_more(const Population& people, std::size_t like, std::size_t at);

// One household by itself, under the same laws.
Population alone(const Population& people, std::size_t household);

// Plays what befalls the households whatever the mix: all months up to and with `last`.
void play_lives(Lives& lives, Month last);

}  // namespace tuiyan
