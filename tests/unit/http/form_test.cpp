#include "http/form.hpp"

#include <gtest/gtest.h>

namespace cairn::http {
namespace {

Request form(std::string type, std::string body) {
  Request request;
  request.method = Method::post;
  request.headers = {{"content-type", std::move(type)}};
  request.body = std::move(body);
  return request;
}

TEST(Form, ReadsUrlEncodedFields) {
  const auto fields = read_form(form("application/x-www-form-urlencoded", "text=a+b%2Bc&empty=&alone"));
  ASSERT_TRUE(fields.has_value());
  ASSERT_EQ(fields->size(), 3u);
  EXPECT_EQ((*fields)[0].value, "a b+c");
  EXPECT_EQ((*fields)[1].value, "");
  EXPECT_EQ((*fields)[2].name, "alone");
}

TEST(Form, ReadsAMultipartFormAsBrowsersSendIt) {
  const std::string body =
      "------x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\nContent-Type: application/json\r\n\r\n{\r\n}\r\n"
      "------x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n------x--\r\n";
  const auto fields = read_form(form("multipart/form-data; boundary=----x", body));
  ASSERT_TRUE(fields.has_value());
  ASSERT_EQ(fields->size(), 2u);
  EXPECT_EQ((*fields)[0].name, "file");
  EXPECT_EQ((*fields)[0].file_name, "a.json");
  EXPECT_EQ((*fields)[0].value, "{\r\n}");
  EXPECT_EQ((*fields)[1].value, "");
}

TEST(Form, EveryCutOffMultipartFormIsRefused) {
  const std::string body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--x--";
  ASSERT_TRUE(read_form(form("multipart/form-data; boundary=x", body)).has_value());
  for (std::size_t length = 0; length < body.size(); ++length) {
    EXPECT_FALSE(read_form(form("multipart/form-data; boundary=x", body.substr(0, length))).has_value()) << length;
  }
}

TEST(Form, RefusesWhatIsNoForm) {
  EXPECT_EQ(read_form(form("text/plain", "a=b")).error().code, "form.content-type");
  EXPECT_EQ(read_form(form("multipart/form-data", "--x")).error().code, "form.multipart");
  EXPECT_EQ(read_form(form("application/x-www-form-urlencoded", "a=%4")).error().code, "form.encoding");
  EXPECT_EQ(read_form(form("application/x-www-form-urlencoded", "a=%zz")).error().code, "form.encoding");
  std::string many;
  for (int i = 0; i < 40; ++i) many += "a=1&";
  EXPECT_EQ(read_form(form("application/x-www-form-urlencoded", many)).error().code, "form.fields");
}

}  // namespace
}  // namespace cairn::http
