#include "gui/worker.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "gui/background.h"

namespace tuiyan::gui {

namespace {

// Results are shown after so many replicates, then after every 50 more: 10 give a first band, 25 a usable
// one.
int next_stage(int finished, int wanted) {
  for (const int stage : {10, 25, 50})
    if (finished < stage) return std::min(stage, wanted);
  return std::min(finished / 50 * 50 + 50, wanted);
}

std::string mix_text(const Scenario& scenario, std::size_t mix) {
  Mix copy = scenario.mixes[mix];
  return write_fields(fields(copy)).dump();
}

// Everything but the mixes: what outcomes of a mix depend on beside the mix itself.
std::string world_text(const Scenario& scenario, bool uncertainty) {
  Scenario copy = scenario;
  copy.mixes.clear();
  copy.replicates = 0;
  return scenario_text(copy) + (uncertainty ? "drawn" : "");
}

}  // namespace

Engine real_engine() {
  return {[](const Scenario& scenario) { return make_population(scenario); },
          [](const Scenario& scenario, const Population& population, const RunOptions& options, const RunHooks& hooks) {
            return tuiyan::run(scenario, population, options, hooks);
          },
          [](const Scenario& scenario, const Population& population, const std::stop_token& stop) {
            return eligible_at_opening(scenario, population, stop);
          }};
}

// Outcomes by mix, for one world at a time.
struct Worker::Store {
  struct Kept {
    std::string text;
    std::vector<Outcome> by_replicate;  // empty where not finished
  };
  static constexpr std::size_t most_mixes = 24;  // the oldest are forgotten

  std::string world;
  Population population;
  Shape shape;
  std::vector<Kept> kept;

  Kept& of(const std::string& text) {
    const auto found = std::find_if(kept.begin(), kept.end(), [&](const Kept& k) { return k.text == text; });
    if (found == kept.end()) return kept.emplace_back(Kept{text, {}});
    std::rotate(found, found + 1, kept.end());
    return kept.back();
  }
  bool has(const std::string& text, int replicate) {
    const Kept& k = of(text);
    const auto r = static_cast<std::size_t>(replicate);
    return r < k.by_replicate.size() && !k.by_replicate[r].empty();
  }
  void keep(const std::string& text, int replicate, Outcome outcome) {
    Kept& k = of(text);
    const auto r = static_cast<std::size_t>(replicate);
    if (k.by_replicate.size() <= r) k.by_replicate.resize(r + 1);
    k.by_replicate[r] = std::move(outcome);
  }
  // Outcomes of a result file, by the ids of its mixes.
  void keep_all(const Outcomes& known, const Scenario& scenario, const std::vector<std::string>& texts) {
    for (std::size_t k = 0; k < known.mixes.size(); ++k) {
      const int mix = scenario.mix_index(known.mixes[k]);
      if (mix < 0) continue;
      for (std::size_t r = 0; r < known.of.size(); ++r)
        if (k < known.of[r].size() && !known.of[r][k].empty())
          keep(texts[static_cast<std::size_t>(mix)], static_cast<int>(r), known.of[r][k]);
    }
  }
  void forget_oldest(std::size_t in_use) {
    const std::size_t most = std::max(most_mixes, in_use);
    if (kept.size() > most) kept.erase(kept.begin(), kept.end() - static_cast<std::ptrdiff_t>(most));
  }
};

Worker::Worker(Engine engine, std::function<void()> wake)
    : engine_(std::move(engine)),
      wake_(std::move(wake)),
      store_(std::make_unique<Store>()),
      thread_([this](const std::stop_token& quit) { work(quit); }) {}

Worker::~Worker() {
  stop();
  thread_.request_stop();
}

int Worker::start(Scenario snapshot, int replicates, std::optional<Outcomes> known, bool uncertainty) {
  const std::scoped_lock lock(mutex_);
  running_.request_stop();
  next_ = Job{std::move(snapshot), replicates, ++editions_, std::move(known), uncertainty};
  status_.edition = editions_;
  status_.running = true;
  status_.stopped = false;
  changed_.notify_one();
  return editions_;
}

void Worker::stop() {
  const std::scoped_lock lock(mutex_);
  running_.request_stop();
  if (status_.running) status_.stopped = true;
  if (!next_) return;  // the run in work says itself when it has ended
  next_.reset();
  status_.running = false;
}

Status Worker::status() const {
  const std::scoped_lock lock(mutex_);
  return status_;
}

void Worker::publish(const std::function<void(Status&)>& change) {
  {
    const std::scoped_lock lock(mutex_);
    change(status_);
  }
  wake_();
}

void Worker::work(const std::stop_token& quit) {
  let_window_go_first();
  while (true) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, quit, [this] { return next_.has_value(); })) return;
    Job job = std::move(*next_);
    next_.reset();
    running_ = std::stop_source();
    const std::stop_token stop = running_.get_token();
    lock.unlock();
    const std::stop_callback also(quit, [source = running_]() mutable { source.request_stop(); });
    run(std::move(job), stop);
  }
}

void Worker::run(Job job, const std::stop_token& stop) {
  const int edition = job.edition;
  Problems problems;
  std::string failure;
  try {
    // The text says everything, so reading it back finds every problem with its path.
    read_scenario(scenario_text(job.scenario), "");
    publish([&](Status& s) {
      if (s.edition != edition) return;
      s.problems.clear();
      s.failure.clear();
      s.done = 0;
      s.of = job.replicates;
    });
    run_stages(std::make_shared<const Scenario>(job.scenario), job, stop);
  } catch (const ScenarioError& error) {
    problems = error.problems();
  } catch (const std::exception& error) {
    failure = error.what();
  }
  publish([&](Status& s) {
    if (s.edition != edition) return;
    s.running = false;
    s.problems = problems;
    s.failure = failure;
  });
}

void Worker::run_stages(const std::shared_ptr<const Scenario>& scenario, const Job& job, const std::stop_token& stop) {
  Store& store = *store_;
  if (std::string world = world_text(*scenario, job.uncertainty); world != store.world) {
    store.kept.clear();
    store.world.clear();
    store.population = engine_.make_population(*scenario);
    store.shape = shape_of(*scenario);
    store.world = std::move(world);
  }
  const std::size_t mixes = scenario->mixes.size();
  std::vector<std::string> texts(mixes);
  for (std::size_t m = 0; m < mixes; ++m) store.of(texts[m] = mix_text(*scenario, m));
  store.forget_oldest(mixes);
  if (job.known) store.keep_all(*job.known, *scenario, texts);
  if (engine_.eligible) {
    auto eligible = engine_.eligible(*scenario, store.population, stop);
    publish([&](Status& s) {
      if (s.edition != job.edition || eligible.empty()) return;
      s.eligible = std::move(eligible);
      s.eligible_edition = job.edition;
    });
  }
  const auto missing = [&](int replicate) {
    std::vector<int> list;
    for (std::size_t m = 0; m < mixes; ++m)
      if (!store.has(texts[m], replicate)) list.push_back(static_cast<int>(m));
    return list;
  };
  const auto finished = [&] {
    int count = 0;
    for (int r = 0; r < job.replicates; ++r) count += missing(r).empty();
    return count;
  };
  const auto began = std::chrono::steady_clock::now();
  const auto tell = [&](int done) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    publish([&](Status& s) {
      if (s.edition != job.edition) return;
      s.done = done;
      s.seconds = seconds;
    });
  };
  const auto show = [&] {
    if (status().edition != job.edition) return;  // overtaken by a newer snapshot
    Outcomes outcomes;
    outcomes.shape = store.shape;
    for (const Mix& mix : scenario->mixes) outcomes.mixes.push_back(mix.id);
    outcomes.of.resize(static_cast<std::size_t>(job.replicates));
    for (int r = 0; r < job.replicates; ++r) {
      if (!missing(r).empty()) continue;
      for (const std::string& text : texts)
        outcomes.of[static_cast<std::size_t>(r)].push_back(store.of(text).by_replicate[static_cast<std::size_t>(r)]);
    }
    if (outcomes.finished() == 0) return;
    auto result = std::make_shared<Result>(scenario, std::move(outcomes), job.replicates);
    result->edition = job.edition;
    result->uncertainty = job.uncertainty;
    result->households = static_cast<std::int64_t>(store.population.households.size());
    for (const std::string& text : texts)
      result->versions.push_back(std::hash<std::string>()(store.world + text + std::to_string(job.replicates)));
    std::shared_ptr<const Result> freed[2];  // after the lock is given back: the window may wait for it
    publish([&](Status& s) {
      if (s.edition != job.edition) return;
      freed[0] = s.before;
      freed[1] = s.result;
      if (s.result && s.result->edition != result->edition) s.before = s.result;
      s.result = result;
    });
  };

  int done = finished();
  tell(done);
  int target = next_stage(done, job.replicates);
  while (!stop.stop_requested()) {
    // Stretches of replicates that lack the same mixes run together.
    for (int r = 0; r < target && !stop.stop_requested();) {
      RunOptions options;
      options.first_replicate = r;
      options.seed = static_cast<std::uint64_t>(scenario->seed);
      options.mixes = missing(r);
      options.uncertainty = job.uncertainty;
      int end = r + 1;
      while (end < target && missing(end) == options.mixes) ++end;
      options.replicates = end - r;
      r = end;
      if (options.mixes.empty()) continue;
      RunHooks hooks;
      hooks.stop = stop;
      hooks.finished = [&](int replicate, const std::vector<Outcome>& outcome) {
        for (std::size_t i = 0; i < options.mixes.size() && i < outcome.size(); ++i)
          store.keep(texts[static_cast<std::size_t>(options.mixes[i])], replicate, outcome[i]);
        tell(++done);
      };
      engine_.run(*scenario, store.population, options, hooks);
    }
    if (stop.stop_requested()) break;
    show();
    if (target >= job.replicates) return;
    target = next_stage(target, job.replicates);
  }
  show();
}

}  // namespace tuiyan::gui
