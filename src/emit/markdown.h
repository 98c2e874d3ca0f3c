// Text made safe for Markdown.
#pragma once

#include <string>
#include <string_view>

namespace underpin::emit {

// Inline code in a table cell or a sentence, whatever backquotes and bars the text has.
std::string code(std::string_view text);
// Plain words with Markdown's own characters escaped.
std::string prose(std::string_view text);
// A fenced block whose fence the text cannot close.
std::string fenced(std::string_view text, std::string_view language);

}  // namespace underpin::emit
