#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "exchange/exchange.hpp"
#include "json/read.hpp"

namespace cairn::exchange {

/// Reads documents of others in tests.
class Foreign : public testing::Test {
 protected:
  json::Value read(std::string_view text) {
    const auto value = json::read(text, arena_);
    EXPECT_TRUE(value) << text;
    return value ? *value : json::Value();
  }

  static std::vector<Imported> all(Result<std::vector<Imported>> read) {
    EXPECT_TRUE(read) << (read ? "" : read.error().detail);
    return read ? std::move(*read) : std::vector<Imported>(1);
  }
  static std::string credit_of(const domain::MicroCredentialFields& fields) {
    return fields.credit ? fields.credit->framework + " " + domain::to_text(fields.credit->amount) : "";
  }
  static std::string level_of(const domain::MicroCredentialFields& fields) { return fields.level ? fields.level->framework + " " + fields.level->code : ""; }
  static std::string hours_of(const domain::MicroCredentialFields& fields) { return fields.workload_hours ? domain::to_text(*fields.workload_hours) : ""; }

  Arena arena_;
};

using Left = std::vector<std::string>;

}  // namespace cairn::exchange
