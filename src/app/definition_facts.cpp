#include "app/definition_facts.hpp"

namespace cairn::app {
namespace {

using domain::MicroCredentialFields;

void read_listing(TableReader& table, domain::ListingFacts& out) {
  table.text("summary", out.summary);
  table.text("purpose", out.purpose);
  table.text("assurance", out.assurance);
  table.text("subject_code", out.subject_code);
  table.text("subject_scheme", out.subject_scheme);
  table.text("country", out.country);
  table.text("certification", out.certification);
  table.text("review_due", out.review_due);
  table.party("developer", out.developer);
  table.parties("standards", out.standards);
  table.parties("recognised_by", out.recognised_by);
}

void read_need(TableReader& table, domain::NeedFacts& out) {
  table.text("statement", out.statement);
  table.text("checked", out.checked);
  table.tables("evidence", [&](TableReader& item) {
    domain::NeedEvidence& evidence = out.evidence.emplace_back();
    item.text("title", evidence.title);
    item.text("url", evidence.url);
    item.text("date", evidence.date);
  });
}

void read_offer(TableReader& table, domain::OfferFacts& out) {
  table.text("duration", out.duration);
  table.text("location", out.location);
  table.text("start", out.start);
  table.text("technology", out.technology);
  table.text("audience", out.audience);
  table.text("content", out.content);
  table.text("content_licence", out.content_licence);
  table.texts("languages", out.languages);
  table.text("url", out.url);
  table.tables("prices", [&](TableReader& item) {
    domain::Price& price = out.prices.emplace_back();
    std::optional<domain::Amount> amount;
    item.amount("amount", amount);
    if (amount) price.amount = *amount;
    item.text("currency", price.currency);
    item.text("note", price.note);
  });
}

void read_task(TableReader& table, domain::AssessmentTask& out) {
  table.text("key", out.key);
  table.text("name", out.name);
  table.text("type", out.type);
  table.amount("weight", out.weight);
  table.texts("outcomes", out.outcomes);
  table.text("supervision", out.supervision);
  table.text("pass_requirement", out.pass_requirement);
  table.text("reassessment", out.reassessment);
}

void write_listing(const domain::ListingFacts& from, TreeWriter& out) {
  out.text("summary", from.summary);
  out.text("purpose", from.purpose);
  out.text("assurance", from.assurance);
  out.text("subject_code", from.subject_code);
  out.text("subject_scheme", from.subject_scheme);
  out.text("country", from.country);
  out.text("certification", from.certification);
  out.text("review_due", from.review_due);
  out.party("developer", from.developer);
  out.parties("standards", from.standards);
  out.parties("recognised_by", from.recognised_by);
}

void write_need(const domain::NeedFacts& from, TreeWriter& out) {
  out.text("statement", from.statement);
  out.text("checked", from.checked);
  for (const domain::NeedEvidence& evidence : from.evidence) {
    out.item("evidence", [&](TreeWriter& item) {
      item.text("title", evidence.title);
      item.text("url", evidence.url);
      item.text("date", evidence.date);
    });
  }
}

void write_offer(const domain::OfferFacts& from, TreeWriter& out) {
  out.text("duration", from.duration);
  out.text("location", from.location);
  out.text("start", from.start);
  out.text("technology", from.technology);
  out.text("audience", from.audience);
  out.text("content", from.content);
  out.text("content_licence", from.content_licence);
  out.texts("languages", from.languages);
  out.text("url", from.url);
  for (const domain::Price& price : from.prices) {
    out.item("prices", [&](TreeWriter& item) {
      item.number("amount", price.amount);
      item.text("currency", price.currency);
      item.text("note", price.note);
    });
  }
}

void write_task(const domain::AssessmentTask& from, TreeWriter& out) {
  out.text("key", from.key);
  out.text("name", from.name);
  out.text("type", from.type);
  out.number("weight", from.weight);
  out.texts("outcomes", from.outcomes);
  out.text("supervision", from.supervision);
  out.text("pass_requirement", from.pass_requirement);
  out.text("reassessment", from.reassessment);
}

}  // namespace

void read_facts(TableReader& file, MicroCredentialFields& out) {
  file.table("listing", [&](TableReader& table) { read_listing(table, out.listing); });
  file.table("need", [&](TableReader& table) { read_need(table, out.need); });
  file.table("offer", [&](TableReader& table) { read_offer(table, out.offer); });
  file.tables("workload", [&](TableReader& table) {
    domain::WorkloadPart& part = out.workload.emplace_back();
    std::optional<domain::Amount> hours;
    table.text("kind", part.kind);
    table.amount("hours", hours);
    if (hours) part.hours = *hours;
  });
  file.tables("tasks", [&](TableReader& table) { read_task(table, out.tasks.emplace_back()); });
  file.tables("translations", [&](TableReader& table) {
    domain::Translation& one = out.translations.emplace_back();
    table.text("field", one.field);
    table.text("language", one.language);
    table.text("text", one.text);
  });
}

void write_facts(const MicroCredentialFields& from, TreeWriter& out) {
  out.table("listing", [&](TreeWriter& table) { write_listing(from.listing, table); });
  out.table("need", [&](TreeWriter& table) { write_need(from.need, table); });
  out.table("offer", [&](TreeWriter& table) { write_offer(from.offer, table); });
  for (const domain::WorkloadPart& part : from.workload) {
    out.item("workload", [&](TreeWriter& table) {
      table.text("kind", part.kind);
      table.number("hours", part.hours);
    });
  }
  for (const domain::AssessmentTask& task : from.tasks) {
    out.item("tasks", [&](TreeWriter& table) { write_task(task, table); });
  }
  for (const domain::Translation& one : from.translations) {
    out.item("translations", [&](TreeWriter& table) {
      table.text("field", one.field);
      table.text("language", one.language);
      table.text("text", one.text);
    });
  }
}

}  // namespace cairn::app
