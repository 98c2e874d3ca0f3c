// Statements parsed ahead of their visits, by another thread where there are many and the machine has a core for it.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "parse/statement.h"

namespace underpin {

class ParseAhead {
 public:
  explicit ParseAhead(std::vector<StatementSpan> statements);
  ~ParseAhead();

  // parse_statement of the next one: they come in their order.
  bool next(Sink& sink, const std::function<void(const Node*)>& visit);

 private:
  class Worker;

  std::vector<StatementSpan> statements_;
  size_t next_ = 0;
  unsigned threads_ = 0;            // that this one keeps busy, where it has much to do
  std::unique_ptr<Worker> worker_;  // none where there is little to do
};

}  // namespace underpin
