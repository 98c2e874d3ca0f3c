// Connection strings, as libpq takes them. What is made of one for people to read never holds a password.
#pragma once

#include <string>
#include <string_view>

namespace underpin::live {

// postgres://…, postgresql://…, or keyword=value pairs (dbname=shop, service=prod host=db).
bool is_conninfo(std::string_view source);

// How the server is called in documents and findings: "postgresql://db.example:5433/shop". Neither user nor secret;
// a socket's folder is left out, for it is a path of this machine.
std::string conninfo_title(const std::string& conninfo);

// The text with every password of the connection string, in any of its spellings, replaced by "***".
std::string without_passwords(std::string text, const std::string& conninfo);

}  // namespace underpin::live
