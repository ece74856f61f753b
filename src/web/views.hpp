#pragma once
#include <string>
#include <string_view>

#include "text/html.hpp"
#include "vc/report.hpp"

namespace cairn::web {

/// The frame of every page: skip link, header, main, footer.
std::string page(std::string_view title, const text::Html& main);

text::Html home_view();
/// The form that takes a file or pasted text.   in: problem - why the last attempt could not be read, or empty
text::Html verify_form_view(std::string_view problem);
/// A verification report: the verdict first, then what was signed, then each check.
text::Html report_view(const vc::Report& report);
/// What an award's page offers to keep.
enum class Offer { credential, credential_and_certificate };
/// An award's own page.
text::Html award_view(const vc::Report& report, std::string_view code, Offer offer);
text::Html message_view(std::string_view heading, std::string_view paragraph);

extern const std::string_view k_style_sheet;
extern const std::string_view k_icon;

}  // namespace cairn::web
