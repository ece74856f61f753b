#include "json/value.hpp"

#include <gtest/gtest.h>

#include <string>

#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::json {
namespace {

class Values : public ::testing::Test {
 protected:
  Value parse(std::string_view text) { return read(text, arena_).value(); }
  std::string_view name(int i) { return arena_.copy("name" + std::to_string(i)); }
  Arena arena_;
};

TEST_F(Values, an_array_is_a_handle) {
  const Array array = Array::make(arena_, 0);
  const Value same = array;
  for (int i = 0; i < 100; ++i) array.push_back(Value::boolean(i % 2 == 0), arena_);
  EXPECT_EQ(same.array().size(), 100u);
  EXPECT_TRUE(same.array()[98].is_true());
  EXPECT_FALSE(same.array()[99].is_true());
}

TEST_F(Values, an_object_finds_its_members_however_many_they_are) {
  const Object object = Object::make(arena_, 0);
  for (int i = 0; i < 500; ++i) {
    object.set(name(i), Value::number(arena_.copy(std::to_string(i))), arena_);
    for (const int j : {0, i / 2, i}) ASSERT_EQ(object.find(name(j))->number_text(), std::to_string(j));
    ASSERT_FALSE(object.contains(name(i + 1)));
  }
  EXPECT_EQ(object.size(), 500u);
  EXPECT_EQ(object.begin()[123].name, "name123");
  EXPECT_EQ(object.first_duplicate(), nullptr);
}

TEST_F(Values, setting_a_member_again_replaces_it_in_place) {
  const Object object = parse(R"({"a":1,"b":2})").object();
  object.set("a", Value::string("new"), arena_);
  EXPECT_EQ(to_text(object), R"({"a":"new","b":2})");
}

TEST_F(Values, erasing_keeps_the_order_and_the_others_findable) {
  const Object object = Object::make(arena_);
  for (int i = 0; i < 40; ++i) object.set(name(i), Value::null(), arena_);
  for (int i = 0; i < 40; i += 2) EXPECT_TRUE(object.erase(name(i)));
  EXPECT_FALSE(object.erase(name(0)));
  EXPECT_EQ(object.size(), 20u);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(object.contains(name(i)), i % 2 == 1) << i;
  EXPECT_EQ(object.begin()[1].name, "name3");
}

TEST_F(Values, an_object_read_from_text_can_grow) {
  const Object object = parse("{}").object();
  for (int i = 0; i < 20; ++i) object.set(name(i), Value::null(), arena_);
  EXPECT_EQ(object.size(), 20u);
  const Array array = parse("[]").array();
  array.push_back(Value::null(), arena_);
  EXPECT_EQ(array.size(), 1u);
}

TEST_F(Values, the_empty_handles_are_empty) {
  EXPECT_EQ(to_text(Array()), "[]");
  EXPECT_EQ(to_text(Object()), "{}");
  EXPECT_EQ(Object().find("a"), nullptr);
  EXPECT_FALSE(Object().erase("a"));
}

TEST_F(Values, the_wrong_type_is_a_bug) {
  EXPECT_THROW((void)Value::null().text(), Bug);
  EXPECT_THROW((void)Value::string("1").number_text(), Bug);
  EXPECT_THROW((void)parse("[1]").array()[1], Bug);
  EXPECT_EQ(Value::string("x").find("a"), nullptr);
}

TEST_F(Values, a_clone_shares_nothing) {
  Arena other;
  Value copy;
  {
    Arena first;
    const Value value = read(R"({"a":["x",1.5,{"b":null}],"c":true})", first).value();
    copy = clone(value, other);
    value.object().set("a", Value::null(), first);
  }
  EXPECT_EQ(to_text(copy), R"({"a":["x",1.5,{"b":null}],"c":true})");
}

TEST_F(Values, equal_looks_at_meaning_not_at_spelling) {
  EXPECT_TRUE(equal(parse(R"({"a":1,"b":[true,null]})"), parse(R"({"b":[true,null],"a":1.0})")));
  EXPECT_TRUE(equal(parse(R"("\u0061")"), parse(R"("a")")));
  EXPECT_TRUE(equal(parse("100"), parse("1e2")));
  EXPECT_FALSE(equal(parse("[1,2]"), parse("[2,1]")));
  EXPECT_FALSE(equal(parse("[1]"), parse("[1,1]")));
  EXPECT_FALSE(equal(parse(R"({"a":1})"), parse(R"({"b":1})")));
  EXPECT_FALSE(equal(parse(R"({"a":1})"), parse(R"({"a":1,"b":1})")));
  EXPECT_FALSE(equal(parse("1"), parse("\"1\"")));
  EXPECT_FALSE(equal(parse("null"), parse("false")));
}

}  // namespace
}  // namespace cairn::json
