// What a connection string becomes for people to read.
#include "live/conninfo.h"

#include <doctest/doctest.h>

#include "live/queries.h"

using namespace underpin::live;

TEST_CASE("live: what is a connection string") {
  CHECK(is_conninfo("postgres://host/db"));
  CHECK(is_conninfo("postgresql:///db"));
  CHECK(is_conninfo("service=prod"));
  CHECK(is_conninfo("host=/tmp dbname=shop"));
  CHECK(is_conninfo("dbname=shop"));
  CHECK_FALSE(is_conninfo("db/schema.sql"));
  CHECK_FALSE(is_conninfo("a=b.sql"));
  CHECK_FALSE(is_conninfo("service"));
  CHECK_FALSE(is_conninfo("-"));
}

TEST_CASE("live: titles hold neither user nor password nor a path of this machine") {
  CHECK(conninfo_title("postgres://me:pw@db.example:5433/shop?sslmode=require") == "postgresql://db.example:5433/shop");
  CHECK(conninfo_title("postgresql:///shop?host=/var/run/x") == "postgresql:///shop");
  CHECK(conninfo_title("host=db user=me password='p w' dbname=shop") == "postgresql://db/shop");
  CHECK(conninfo_title("service=prod password=x") == "service=prod");
  CHECK(conninfo_title("postgres://me:pw@[broken") == "postgresql:///");
}

TEST_CASE("live: passwords are taken out of messages in every spelling") {
  CHECK(without_passwords("no p%40ss, no p@ss", "postgres://me:p%40ss@h/d") == "no ***, no ***");
  CHECK(without_passwords("bad se cret", "host=h password='se cret'") == "bad ***");
  CHECK(without_passwords("hunter2 key2", "postgres://h/d?password=hunter2&sslpassword=key2") == "*** ***");
  CHECK(
      without_passwords("invalid \"postgres://u:topsecret@h:x/d\"", "postgres://u:topsecret@h:x/d").find("topsecret") ==
      std::string::npos);
  CHECK(without_passwords("nothing", "dbname=d") == "nothing");
}

TEST_CASE("live: queries hold no macro that is not known, on any major") {
  for (int major = 13; major <= 18; ++major) {
    const auto queries = state_queries(major);
    CHECK(queries.size() > 30);
    for (const Query& query : queries) {
      INFO(query.name);
      CHECK(query.text.find("{namespace") == std::string::npos);
      CHECK(query.text.find("{user") == std::string::npos);
      CHECK(query.text.find("/*1") == std::string::npos);
    }
  }
}
