// Findings to the terminal, and documents to where they belong.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"

namespace underpin::cli {

enum class ColorWhen : uint8_t { kAuto, kAlways, kNever };
// Colours on this file descriptor? Auto: a terminal, and NO_COLOR is not set.
bool wants_color(ColorWhen when, int descriptor);

// Sorted by file, place and code, each once: the same findings give the same text whatever the order in which they were
// made.
std::vector<Diagnostic> sorted(const std::vector<Diagnostic>& findings);

// To standard error. Of notes with the same code the first three are printed and the rest counted. `quiet` leaves all
// but errors out.
void report(const std::vector<Diagnostic>& findings, ColorWhen when, bool quiet);

// The whole text or nothing: to a temporary file beside `path`, then renamed. "" or "-" is standard output. False, with
// a word on standard error, when it cannot be written.
bool write_output(const std::string& path, const std::string& text);
// Is it a folder, or, as it ends in a slash, to be one?
bool is_folder(const std::string& path);
// Takes the file away where it is there. False, with a word on standard error, where it cannot.
bool remove_file(const std::string& path);
// Makes the folder and those above it where they are not there. False, with a word on standard error, where it cannot.
bool make_folder(const std::string& path);

}  // namespace underpin::cli
