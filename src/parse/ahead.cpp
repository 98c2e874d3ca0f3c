#include "parse/ahead.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

#include "parse/tree.h"

namespace underpin {
namespace {

constexpr size_t kWorthAThread = 1000;
constexpr size_t kBatch = 64;  // their trees are to fit in the cache until they are visited
constexpr size_t kBatches = 4;

// Visitors of many statements and their parsers, in the whole process.
constinit std::atomic<unsigned> g_threads = 0;

struct Parsed {
  bool ok = false;
  const List* tree = nullptr;
  ParseFailure failure;
};

void visit_tree(const List* tree, const std::function<void(const Node*)>& visit) {
  for (int i = 0; i < list_length(tree); ++i) visit(root_at(tree, i));
}

}  // namespace

// A ring of batches: the thread fills those that are empty and clears those that have been visited.
class ParseAhead::Worker {
 public:
  explicit Worker(std::span<const StatementSpan> statements) : statements_(statements), thread_([this] { work(); }) {}

  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  // Good until the next call.
  Parsed& at(size_t index) {
    const size_t number = index / kBatch;
    if (index % kBatch == 0) {
      std::unique_lock lock(mutex_);
      visited_ = number;  // those before this one
      changed_.notify_all();
      changed_.wait(lock, [&] { return parsed_ > number; });
    }
    return ring_[number % kBatches].items[index % kBatch];
  }

 private:
  struct Batch {
    std::optional<TreeMemory> memory;
    std::array<Parsed, kBatch> items;
  };

  void work() {
    const size_t batches = (statements_.size() + kBatch - 1) / kBatch;
    for (size_t number = 0; number < batches && wait_for_room(number); ++number) {
      fill(ring_[number % kBatches], statements_.subspan(number * kBatch));
      const std::lock_guard lock(mutex_);
      parsed_ = number + 1;
      changed_.notify_all();
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_; });
    for (Batch& batch : ring_) batch.memory.reset();
  }

  bool wait_for_room(size_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || number < visited_ + kBatches; });
    return !stopped_;
  }

  static void fill(Batch& batch, std::span<const StatementSpan> statements) {
    batch.memory.reset();
    batch.memory.emplace();
    for (size_t i = 0; i < std::min(kBatch, statements.size()); ++i) {
      Parsed& item = batch.items[i] = {};
      item.ok = parse_tree(statements[i].text(), TextKind::kStatements, &item.tree, item.failure);
    }
    batch.memory->leave();
  }

  std::span<const StatementSpan> statements_;
  std::array<Batch, kBatches> ring_;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t parsed_ = 0, visited_ = 0;  // batches
  bool stopped_ = false;
  std::thread thread_;
};

// The other side of a plan may be at work already: its visitor comes before a parser of ours.
ParseAhead::ParseAhead(std::vector<StatementSpan> statements) : statements_(std::move(statements)) {
  if (statements_.size() < kWorthAThread) return;
  threads_ = 1;
  if (g_threads.fetch_add(2) + 2 <= std::thread::hardware_concurrency()) {
    threads_ = 2;
    worker_ = std::make_unique<Worker>(statements_);
  } else {
    g_threads -= 1;
  }
}

ParseAhead::~ParseAhead() { g_threads -= threads_; }

bool ParseAhead::next(Sink& sink, const std::function<void(const Node*)>& visit) {
  const size_t index = next_++;
  if (worker_ == nullptr) return parse_statement(statements_[index], sink, visit);
  Parsed& parsed = worker_->at(index);
  if (sink.full()) return false;
  if (!parsed.ok) {
    report_failure(statements_[index], parsed.failure, sink);
    return false;
  }
  const TreeMemory own;  // of what the visit makes
  visit_tree(parsed.tree, visit);
  return true;
}

}  // namespace underpin
