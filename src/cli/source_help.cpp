#include "cli/source_help.h"

#include <CLI/CLI.hpp>

namespace underpin::cli {

void add_source_options(CLI::App& command, SourceOptions& options) {
  command.add_option("--to-version", options.to_version, "of a migrations folder: the last version that is replayed")
      ->type_name("V");
  command.add_option("--elaborate", options.elaborate, "auto|model: how a state is made of its DDL; both by the model")
      ->check(CLI::IsMember({"auto", "model"}).description(""))
      ->type_name("HOW");
}

std::string source_help(const std::string& rest) {
  return "Sources:\n"
         "  FILE, FOLDER, -             DDL: a .sql file, a folder of them, standard input\n"
         "  postgresql://…, service=…,  a live server, in libpq's words; it is only read\n"
         "    host=… dbname=…\n"
         "  FILE.json                   a snapshot, made by `underpin inspect`\n"
         "  migrations:FOLDER           a history, replayed in its tool's own order (Flyway, golang-migrate, goose, "
         "…)\n"
         "  git:REV:PATH                a file or folder as it was in a revision\n\n" +
         rest;
}

}  // namespace underpin::cli
