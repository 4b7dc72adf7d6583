// The window on a display of its own (Xvfb), used from outside as a person uses it: a real pointer, real keys, and a
// Chinese name that arrives as committed text. Where things stand is known from a rehearsal without a display.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "tests/window_trial.h"

extern char** environ;

namespace tuiyan::gui {
namespace {

const char* const remedy = "Xvfb and xdotool are needed: scripts/deps tests, or apt-get install xvfb xdotool";

bool is_there(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

bool soon(const std::function<bool()>& holds, int seconds = 30) {
  for (int i = 0; i < seconds * 20; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return holds();
}

// A process that ends with the test.
class Child {
 public:
  // `passed`: a descriptor that stays open in it; -1: none.
  explicit Child(std::vector<std::string> words, int passed = -1) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (passed >= 0) posix_spawn_file_actions_adddup2(&actions, passed, passed);
    if (posix_spawnp(&process_, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
  }
  ~Child() { end(SIGKILL); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t process() const { return process_; }
  // Its exit code; -1 if it ended by the signal.
  int end(int signal) {
    if (process_ <= 0) return -1;
    ::kill(process_, signal);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = -1;
};

// A display whose number the server chooses itself.
class Display {
 public:
  Display() {
    int ends[2];
    if (pipe(ends) != 0) return;
    server_ = std::make_unique<Child>(std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen",
                                                               "0", "1280x800x24", "-nolisten", "tcp"},
                                      ends[1]);
    ::close(ends[1]);
    char digit = 0;
    while (::read(ends[0], &digit, 1) == 1 && digit != '\n') number_ += digit;
    ::close(ends[0]);
  }
  bool open() const { return !number_.empty(); }
  std::string name() const { return ":" + number_; }
  bool tell(const std::string& xdotool) const {
    return std::system(("DISPLAY=" + name() + " LC_ALL=C.UTF-8 xdotool " + xdotool + " >/dev/null").c_str()) == 0;
  }

 private:
  std::unique_ptr<Child> server_;
  std::string number_;
};

// Keys of their own for Chinese characters, so that they are there before they are typed: xdotool else lends them a key
// for a moment, which is over before a busy window has looked.
bool give_keys_to_characters(const Display& display) {
  const std::string keymap =
      "xkb_keymap { xkb_keycodes { include \"evdev+aliases(qwerty)\" }; xkb_types { include \"complete\" }; "
      "xkb_compat { include \"complete\" }; xkb_symbols { include \"pc+us+inet(evdev)\" "
      "key <FK13> { [ U6276 ] }; key <FK14> { [ U8D2B ] }; key <FK15> { [ U8F66 ] }; key <FK16> { [ U95F4 ] }; }; };";
  return std::system(("echo '" + keymap + "' | xkbcomp -w 0 - " + display.name()).c_str()) == 0;
}

struct Point {
  int x = 0, y = 0;
};

// Where a widget stands, by the end of its key.
Point middle_of(const json& dump, const std::string& key) {
  for (const json& w : dump["widgets"])
    if (w["key"].get<std::string>().ends_with(key) && w["kind"] != "text")
      return {static_cast<int>(w["rect"][0].get<double>() + w["rect"][2].get<double>() / 2),
              static_cast<int>(w["rect"][1].get<double>() + w["rect"][3].get<double>() / 2)};
  ADD_FAILURE() << "no widget " << key;
  return {};
}

TEST(OnADisplay, PointerKeysAndChineseTextArrive) {
  ASSERT_TRUE(is_there("Xvfb") && is_there("xdotool")) << remedy;
  const Folder folder;
  const std::string welcome = folder.file("welcome.json"), plan = folder.file("plan.json"),
                    rename = folder.file("rename.json"), home = folder.file("home");
  write(folder.file("rehearsal"), "key Ctrl+1\nframes 3\ndump \"" + welcome +
                                      "\"\nclick \"samples/bachu-village\"\nwait\nframes 3\ndump \"" + plan +
                                      "\"\nclick \"rename\"\nframes 3\ndump \"" + rename + "\"\n");
  ASSERT_EQ(run_window("--lang en --size 1280x800 --replicates 3 --script " + quoted(folder.file("rehearsal")),
                       folder.file("another home")),
            0);
  const json at_welcome = read(welcome), at_plan = read(plan), at_rename = read(rename);

  const Display display;
  ASSERT_TRUE(display.open()) << "Xvfb does not start";
  ASSERT_TRUE(give_keys_to_characters(display)) << "xkbcomp, which comes with Xvfb, does not set the keys";
  Child window({"env", "-u", "WAYLAND_DISPLAY", "DISPLAY=" + display.name(), "SDL_VIDEODRIVER=x11", "LC_ALL=C.UTF-8",
                "XMODIFIERS=@im=none", "XDG_CONFIG_HOME=" + home + "/config", "XDG_STATE_HOME=" + home + "/state",
                TUIYAN_GUI_PROGRAM, "--lang", "en", "--replicates", "3"});
  ASSERT_GT(window.process(), 0);
  ASSERT_TRUE(soon([&] { return display.tell("search --onlyvisible --name 'Tuiyan$'"); })) << "no window appears";
  // Without a window manager nobody gives the window the keys.
  ASSERT_TRUE(display.tell("search --onlyvisible --name 'Tuiyan$' windowfocus --sync windowmove 0 0"));
  const auto click = [&](const json& dump, const std::string& key) {
    const Point at = middle_of(dump, key);
    EXPECT_TRUE(display.tell("mousemove --sync " + std::to_string(at.x) + " " + std::to_string(at.y) +
                             " sleep 0.4 mousedown 1 sleep 0.3 mouseup 1 sleep 0.6"));
  };
  click(at_welcome, "samples/bachu-village");
  ASSERT_TRUE(soon([&] { return display.tell("search --onlyvisible --name 'Bachu.*Tuiyan$'"); }))
      << "the sample does not open";
  click(at_plan, "screens/runs");
  click(at_plan, "screens/plan");
  click(at_plan, "rename");
  click(at_rename, "rename/name");  // chooses the whole name: what is typed replaces it
  EXPECT_TRUE(display.tell("type --delay 200 '扶贫车间'"));
  EXPECT_TRUE(display.tell("sleep 1 key Return sleep 1"));
  click(at_rename, "rename/rename");

  // The first change is kept at once.
  std::string kept;
  EXPECT_TRUE(soon([&] {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(home + "/state/tuiyan", error))
      if (entry.path().extension() == ".json") kept = read(entry.path().string()).value("text", "");
    return kept.find("扶贫车间") != std::string::npos;
  })) << kept.substr(0, 300);
  EXPECT_EQ(window.end(SIGTERM), 0) << "it closes as it should";
}

}  // namespace
}  // namespace tuiyan::gui
