#include "conformance/suite.hpp"

namespace cairn::conformance {

// Each suite lives in its own file; add its function here and its row below.
void run_json_syntax(Suite& suite);
void run_jcs(Suite& suite);
void run_contexts(Suite& suite);
void run_base58(Suite& suite);
void run_crypto_wycheproof(Suite& suite);
void run_multibase(Suite& suite);
void run_n_quads(Suite& suite);
void run_rdf_canon(Suite& suite);
void run_json_ld_api(Suite& suite);
void run_json_ld_round_trip(Suite& suite);
void run_json_ld_safe_mode(Suite& suite);
void run_did(Suite& suite);
void run_jose(Suite& suite);
void run_sd_jwt(Suite& suite);
void run_data_integrity(Suite& suite);
void run_open_badges_2(Suite& suite);
void run_open_badges_3(Suite& suite);
void run_json_schema(Suite& suite);
void run_clr_2(Suite& suite);
void run_status_list(Suite& suite);
void run_vc_data_model(Suite& suite);
void run_baking(Suite& suite);
void run_case(Suite& suite);
void run_ctdl(Suite& suite);
void run_elm(Suite& suite);
void run_definitions(Suite& suite);

const std::vector<SuiteRow>& suite_table() {
  static const std::vector<SuiteRow> k_table = {
      {"contexts", run_contexts},
      {"base58", run_base58},
      {"multibase", run_multibase},
      {"crypto-wycheproof", run_crypto_wycheproof},
      {"json-syntax", run_json_syntax},
      {"jcs", run_jcs},
      {"json-schema", run_json_schema},
      {"n-quads", run_n_quads},
      {"rdf-canon", run_rdf_canon},
      {"json-ld-api", run_json_ld_api},
      {"json-ld-round-trip", run_json_ld_round_trip},  // no public suite: documents of json-ld-api, there and back
      {"json-ld-safe-mode", run_json_ld_safe_mode},
      {"did", run_did},
      {"jose", run_jose},
      {"sd-jwt", run_sd_jwt},
      {"data-integrity", run_data_integrity},
      {"vc-data-model", run_vc_data_model},
      {"open-badges-2", run_open_badges_2},
      {"open-badges-3", run_open_badges_3},
      {"case", run_case},
      {"ctdl", run_ctdl},
      {"elm", run_elm},
      {"definitions", run_definitions},  // no public suite: what others published judges our definitions
      {"baking", run_baking},
      {"clr-2", run_clr_2},
      {"status-list", run_status_list},
  };
  return k_table;
}

}  // namespace cairn::conformance
