#include "gui/font.h"

#include <SDL_opengl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "gui/utf8.h"

namespace tuiyan::gui {

namespace {

constexpr const char* families[] = {"Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"};
constexpr char32_t sample = U'贫';
constexpr char32_t replacement = U'\u25A1';  // a hollow square

struct Match {
  std::string family, file;
  int index = 0;
  std::shared_ptr<FcCharSet> characters;
  bool has_character = false;
};

// What fontconfig takes for a family that must have a character.
Match match(const char* family, char32_t character) {
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> pattern(FcPatternCreate(), &FcPatternDestroy);
  const std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)> wanted(FcCharSetCreate(), &FcCharSetDestroy);
  FcCharSetAddChar(wanted.get(), character);
  if (family != nullptr) FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern.get(), FC_COLOR, FcFalse);
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result{};
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> found(FcFontMatch(nullptr, pattern.get(), &result),
                                                                      &FcPatternDestroy);
  Match answer;
  FcChar8* text = nullptr;
  FcCharSet* has = nullptr;
  if (!found || FcPatternGetString(found.get(), FC_FILE, 0, &text) != FcResultMatch) return answer;
  answer.file = reinterpret_cast<const char*>(text);
  if (FcPatternGetString(found.get(), FC_FAMILY, 0, &text) == FcResultMatch)
    answer.family = reinterpret_cast<const char*>(text);
  FcPatternGetInteger(found.get(), FC_INDEX, 0, &answer.index);
  answer.index &= 0xFFFF;  // the upper half numbers named instances of variable fonts
  if (FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) == FcResultMatch) {
    answer.has_character = FcCharSetHasChar(has, character) != FcFalse;
    answer.characters = {FcCharSetCopy(has), &FcCharSetDestroy};
  }
  return answer;
}

std::vector<ImWchar> ranges_of(const std::set<char32_t>& characters) {
  std::vector<ImWchar> ranges;
  for (const char32_t c : characters) {
    if (!ranges.empty() && ranges.back() + 1u == c) {
      ranges.back() = static_cast<ImWchar>(c);
    } else {
      ranges.push_back(static_cast<ImWchar>(c));
      ranges.push_back(static_cast<ImWchar>(c));
    }
  }
  ranges.push_back(0);
  return ranges;
}

}  // namespace

Fonts::Fonts() {
  if (FcInit() == FcFalse) throw std::runtime_error("fontconfig does not start");
  Match best;
  for (const char* family : families) {
    const Match found = match(family, sample);
    if (found.has_character && (best.file.empty() || found.family == family)) best = found;
    if (found.has_character && found.family == family) break;
  }
  if (best.file.empty())
    throw std::runtime_error(
        "no font with Chinese characters; install fonts-wqy-microhei or fonts-noto-cjk (没有中文字体)");
  family_ = best.family;
  face_ = {best.file, best.index};
  covered_ = best.characters;
  for (char c = 0x20; c < 0x7F; ++c) need({&c, 1});
  need("\u25A1");
  need("—–…·×±−≥≤→←↑↓“”‘’（）《》、。，：；？！～％¥元");
}

void Fonts::need(std::string_view text) {
  while (!text.empty()) {
    const char32_t c = next_character(text);
    if (c < 0x20 || known_[c]) continue;
    known_[c] = true;
    characters_.insert(c);
    changed_ = true;
  }
}

bool Fonts::update(float zoom) {
  if (!changed_ && zoom == zoom_) return false;
  build(zoom);
  changed_ = false;
  zoom_ = zoom;
  return true;
}

// Asking fontconfig takes about a millisecond, so each character is asked for once.
const Fonts::Face& Fonts::face_for(char32_t character) {
  const auto [known, fresh] = faces_.try_emplace(character);
  if (fresh) {
    if (FcCharSetHasChar(covered_.get(), character) != FcFalse) {
      known->second = face_;
    } else if (const Match found = match(family_.c_str(), character); found.has_character) {
      known->second = {found.file, found.index};
    }
  }
  return known->second;
}

// Each size is the main face, with the characters it lacks merged in from others.
void Fonts::build(float zoom) {
  missing_.clear();
  std::map<std::pair<std::string, int>, std::set<char32_t>> by_face;
  for (const char32_t c : characters_) {
    const Face face = c > IM_UNICODE_CODEPOINT_MAX ? Face{} : face_for(c);
    if (face.file.empty())
      missing_.insert(c);
    else
      by_face[{face.file, face.index}].insert(c);
  }
  std::vector<std::pair<Face, std::vector<ImWchar>>> sources;
  const std::pair main{face_.file, face_.index};
  sources.emplace_back(face_, ranges_of(by_face[main]));
  for (const auto& [face, characters] : by_face)
    if (face != main) sources.emplace_back(Face{face.first, face.second}, ranges_of(characters));

  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  for (std::size_t size = 0; size < type_scale.size(); ++size) {
    const float pixels = std::round(type_scale[size] * zoom);
    for (std::size_t i = 0; i < sources.size(); ++i) {
      ImFontConfig config;
      config.FontNo = sources[i].first.index;
      config.MergeMode = i > 0;
      config.OversampleH = 1;
      config.PixelSnapH = true;
      ImFont* font = atlas.AddFontFromFileTTF(sources[i].first.file.c_str(), pixels, &config, sources[i].second.data());
      if (i > 0) continue;
      fonts_[size] = font;
#if IMGUI_VERSION_NUM < 19200
      font->FallbackChar = static_cast<ImWchar>(replacement);
#endif
    }
  }
#if IMGUI_VERSION_NUM < 19200
  atlas.Build();
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  // Characters stand on whole pixels, so nothing lies between two of them; a software renderer is done sooner.
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::intptr_t>(atlas.TexID)));
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
#endif
}

}  // namespace tuiyan::gui
