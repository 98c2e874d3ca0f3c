// What a plan costs, against the floor: libpg_query's own parse of the same bytes. usage: underpin_bench [FILE]
// Without a file: a generated schema of 10,000 tables, and 1,000 for growth. Medians of five; exit code 1 over a limit.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>

#include "cli/pipeline.h"
#include "generate.h"
#include "parse/statement.h"
#include "source/load.h"

namespace underpin::bench {
namespace {

constexpr double kMaxBind = 4, kMaxPlan = 10, kMaxMemory = 20, kMaxGrowth = 11;

double seconds(const std::function<void()>& work) {
  std::array<double, 5> times{};
  for (double& time : times) {
    const auto start = std::chrono::steady_clock::now();
    work();
    time = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void stop(const std::string& why) {
  fmt::print(stderr, "underpin_bench: {}\n", why);
  std::exit(2);
}

void check(const Sink& sink) {
  for (const Diagnostic& found : sink.all())
    if (found.level == Level::kError) stop(render_text(found, false));
}

std::shared_ptr<SourceSet> read(const std::string& path) {
  auto sources = std::make_shared<SourceSet>();
  Sink sink;
  load(path, *sources, sink);
  check(sink);
  return sources;
}

double raw_parse(const std::string& path) {
  const auto sources = read(path);
  Sink sink;
  const SplitResult cut = split(*sources->files()[0], sink);
  return seconds([&] {
    for (const StatementSpan& span : cut.statements) parse_statement(span, sink, [](const Node*) {});
  });
}

double bind_one(const std::string& path) {
  return seconds([&] {
    Sink sink;
    const Catalog catalog = elaborate(read(path), {}, sink);
    check(sink);
  });
}

size_t plan_once(const std::string& from, const std::string& to) {
  Sink sink;
  Certificate certificate;
  const auto pair = cli::elaborate_pair({.from = from, .to = to}, sink);
  check(sink);
  const Plan plan = cli::plan_pair(*pair, sink, certificate);
  check(sink);
  const std::string sql =
      plan_sql({.plan = &plan, .from = "old", .to = "new", .findings = {}, .certificate = {}, .color = false});
  return sql.size();
}

// Peak memory of a process that does nothing else, in bytes. To be called while this process is small.
double peak_memory(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (status != 0) stop("the process whose memory is measured failed");
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

class Table {
 public:
  void row(const std::string& what, const std::string& value, const std::string& ratio = "", double number = 0,
           double limit = 0) {
    const std::string verdict =
        limit == 0 ? "" : fmt::format("{} (limit {:g})", number <= limit ? "ok" : "OVER", limit);
    over_ |= limit != 0 && number > limit;
    fmt::print("{:<44} {:>10}  {:>22}  {}\n", what, value, ratio, verdict);
  }
  bool over() const { return over_; }

 private:
  bool over_ = false;
};

// A folder that goes when the benchmark ends.
struct Scratch {
  std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("underpin-bench-{}", ::getpid());
  Scratch() { std::filesystem::create_directories(path); }
  ~Scratch() { std::filesystem::remove_all(path); }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return (path / name).string();
  }
};

std::string ms(double time) { return fmt::format("{:.0f} ms", time * 1000); }

int run(int argc, char** argv) {
  const Scratch scratch;
  const bool given = argc > 1;
  const std::string from = given ? argv[1] : scratch.write("old.sql", generate(10'000, false));
  const std::string to = given ? from : scratch.write("new.sql", generate(10'000, true));
  const auto bytes = static_cast<double>(std::filesystem::file_size(from));
  const double base = peak_memory([] {});
  const double one_side = peak_memory([&] {
    Sink sink;
    const Catalog catalog = elaborate(read(from), {}, sink);
    check(sink);
  });
  const double both_sides = peak_memory([&] { plan_once(from, to); });

  Table table;
  table.row("input", fmt::format("{:.1f} MB", bytes / 1e6));
  const double raw = raw_parse(from);
  table.row("libpg_query's raw parse, statement by statement", ms(raw), fmt::format("{:.0f} MB/s", bytes / 1e6 / raw));
  const double bound = bind_one(from);
  table.row("parse and bind one side", ms(bound), fmt::format("{:.2f} x raw", bound / raw), bound / raw, kMaxBind);
  const double planned = seconds([&] { plan_once(from, to); });
  table.row(given ? "plan, nothing changed" : "plan of one added column", ms(planned),
            fmt::format("{:.2f} x raw", planned / raw), planned / raw, kMaxPlan);
  const auto memory = [&](double peak) { return fmt::format("{:.0f} MB", peak / 1e6); };
  table.row("peak memory, one side", memory(one_side), fmt::format("{:.1f} x input", one_side / bytes),
            one_side / bytes, kMaxMemory);
  table.row("peak memory, plan", memory(both_sides), fmt::format("{:.1f} x each side", both_sides / bytes),
            both_sides / bytes / 2, kMaxMemory);
  table.row("  of which the program itself", memory(base));
  if (!given) {
    const std::string small_from = scratch.write("small_old.sql", generate(1'000, false));
    const std::string small_to = scratch.write("small_new.sql", generate(1'000, true));
    const double small = seconds([&] { plan_once(small_from, small_to); });
    table.row("plan of one added column, 1,000 tables", ms(small), fmt::format("10,000 cost {:.1f} x", planned / small),
              planned / small, kMaxGrowth);
  }
  return table.over() ? 1 : 0;
}

}  // namespace
}  // namespace underpin::bench

int main(int argc, char** argv) { return underpin::bench::run(argc, argv); }
