#include "base/source.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "base/chunks.h"
#include "base/utf8.h"

namespace underpin {
namespace {

// Files of the process by id. A slot outlives its file, whose pointer is then null.
struct Slot {
  std::atomic<const SourceFile*> file = nullptr;
  // Made at the first question, under g_mutex. Questions mostly go forward: a long line is not counted anew for each.
  std::vector<uint32_t> line_starts;
  size_t last_offset = 0;
  size_t last_line = 0;
  size_t last_column = 1;
};

constinit Chunks<Slot> g_slots;
constinit std::mutex g_mutex;
constinit std::atomic<uint32_t> g_count = 0;

std::vector<uint32_t> find_line_starts(std::string_view text) {
  std::vector<uint32_t> starts{0};
  for (size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
    starts.push_back(static_cast<uint32_t>(at + 1));
  return starts;
}

}  // namespace

SourceSet::~SourceSet() {
  for (const auto& file : files_) g_slots.at(file->id.value).file.store(nullptr, std::memory_order_release);
}

FileId SourceSet::add(std::string name, std::string text, size_t path_at) {
  auto file =
      std::make_unique<SourceFile>(SourceFile{.name = std::move(name), .text = std::move(text), .path_at = path_at});
  const std::lock_guard lock(g_mutex);
  file->id = FileId{g_count.load(std::memory_order_relaxed) + 1};
  g_slots.make(file->id.value).file.store(file.get(), std::memory_order_release);
  g_count.store(file->id.value, std::memory_order_release);
  files_.push_back(std::move(file));
  return files_.back()->id;
}

size_t SourceSet::bytes() const {
  size_t sum = 0;
  for (const auto& file : files_) sum += file->text.size();
  return sum;
}

const SourceFile* source_file(FileId id) {
  if (!id || id.value > g_count.load(std::memory_order_acquire)) return nullptr;
  return g_slots.at(id.value).file.load(std::memory_order_acquire);
}

LineColumn line_column(Place place) {
  const SourceFile* file = source_file(place.file);
  if (file == nullptr) return {};
  const std::string_view text = file->text;
  const size_t offset = std::min<size_t>(place.offset, text.size());
  const std::lock_guard lock(g_mutex);
  Slot& slot = g_slots.at(place.file.value);
  if (slot.line_starts.empty()) slot.line_starts = find_line_starts(text);
  const auto after = std::ranges::upper_bound(slot.line_starts, offset);
  const auto line = static_cast<size_t>(after - slot.line_starts.begin());
  if (slot.last_line != line || slot.last_offset > offset) {
    slot.last_line = line;
    slot.last_offset = slot.line_starts[line - 1];
    slot.last_column = 1;
  }
  slot.last_column += count_code_points(text.substr(slot.last_offset, offset - slot.last_offset));
  slot.last_offset = offset;
  return {.line = static_cast<uint32_t>(line), .column = static_cast<uint32_t>(slot.last_column)};
}

std::string place_text(Place place) {
  const SourceFile* file = source_file(place.file);
  if (file == nullptr) return {};
  const LineColumn at = line_column(place);
  return file->name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace underpin
