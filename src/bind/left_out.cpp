#include "bind/session.h"

namespace underpin::bind {

void Session::left_out(const CodeInfo& code, std::string_view what) {
  const Place here = place(-1);
  for (LeftOut& entry : left_outs)
    if (entry.code == &code && entry.what == what && entry.first.file == here.file) {
      ++entry.count;
      return;
    }
  left_outs.push_back({&code, std::string(what), here, 1});
}

void Session::report_left_out() {
  for (const LeftOut& entry : left_outs) {
    const std::string many =
        std::to_string(entry.count) + " " + entry.what + " statements are left out; this is the first";
    sink.emit(*entry.code, entry.first, entry.count == 1 ? entry.what + " statement is left out" : many);
  }
  left_outs.clear();
}

}  // namespace underpin::bind
