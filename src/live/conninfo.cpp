#include "live/conninfo.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace underpin::live {
namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

// Its message would quote the string: it is not kept.
Options parse(const std::string& conninfo) {
  char* message = nullptr;
  Options options(PQconninfoParse(conninfo.c_str(), &message), &PQconninfoFree);
  PQfreemem(message);
  return options;
}

bool is_url(std::string_view text) { return text.starts_with("postgres://") || text.starts_with("postgresql://"); }

bool is_secret(std::string_view keyword) { return keyword == "password" || keyword == "sslpassword"; }

std::string value(const PQconninfoOption* options, std::string_view keyword) {
  for (; options != nullptr && options->keyword != nullptr; ++options)
    if (options->keyword == keyword && options->val != nullptr) return options->val;
  return {};
}

void replace_all(std::string& text, const std::string& from, std::string_view to) {
  if (from.empty()) return;
  for (size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// The passwords as they are written in a URL: between ":" and the last "@" of the authority, and as parameters.
std::vector<std::string> written_in_url(const std::string& url) {
  std::vector<std::string> out;
  const size_t begin = url.find("://") + 3;
  const std::string authority = url.substr(begin, url.find_first_of("/?", begin) - begin);
  const size_t at = authority.rfind('@'), colon = authority.find(':');
  if (at != authority.npos && colon < at) out.push_back(authority.substr(colon + 1, at - colon - 1));
  for (size_t found = url.find("password="); found != url.npos; found = url.find("password=", found + 1))
    out.push_back(url.substr(found + 9, url.find('&', found) - found - 9));
  return out;
}

}  // namespace

bool is_conninfo(std::string_view source) {
  if (is_url(source)) return true;
  static constexpr std::array<std::string_view, 10> kKeywords = {
      "host", "hostaddr", "port", "dbname", "user", "service", "password", "sslmode", "passfile", "servicefile"};
  const std::string_view keyword = source.substr(0, source.find('='));
  return keyword.size() < source.size() && std::ranges::find(kKeywords, keyword) != kKeywords.end();
}

std::string conninfo_title(const std::string& conninfo) {
  const Options options = parse(conninfo);
  if (const std::string service = value(options.get(), "service"); !service.empty()) return "service=" + service;
  std::string host = value(options.get(), "host");
  if (host.starts_with('/') || host.starts_with('@')) host.clear();
  const std::string port = value(options.get(), "port"), database = value(options.get(), "dbname");
  return "postgresql://" + host + (port.empty() || host.empty() ? "" : ":" + port) + "/" + database;
}

std::string without_passwords(std::string text, const std::string& conninfo) {
  std::vector<std::string> secrets;
  const Options options = parse(conninfo);
  for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option)
    if (is_secret(option->keyword) && option->val != nullptr) secrets.emplace_back(option->val);
  if (is_url(conninfo)) std::ranges::move(written_in_url(conninfo), std::back_inserter(secrets));
  std::ranges::sort(secrets, std::ranges::greater{}, &std::string::size);
  for (const std::string& secret : secrets) replace_all(text, secret, "***");
  return text;
}

}  // namespace underpin::live
