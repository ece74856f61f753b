#include "proof/suite_table.hpp"

#include <array>

#include "proof/suites/ecdsa_jcs_2019.hpp"
#include "proof/suites/ecdsa_rdfc_2019.hpp"
#include "proof/suites/ecdsa_sd_2023.hpp"
#include "proof/suites/ed25519_signature_2018.hpp"
#include "proof/suites/ed25519_signature_2020.hpp"
#include "proof/suites/eddsa_2022.hpp"
#include "proof/suites/eddsa_jcs_2022.hpp"
#include "proof/suites/eddsa_rdfc_2022.hpp"
#include "proof/suites/json_web_signature_2020.hpp"

namespace cairn::proof {

std::span<const SuiteRow> suite_table() {
  static constexpr std::array k_table = {
      SuiteRow{"eddsa-rdfc-2022", make_eddsa_rdfc_2022, "eddsa/eddsa-rdfc-2022"},
      SuiteRow{"ecdsa-rdfc-2019", make_ecdsa_rdfc_2019, "ecdsa/ecdsa-rdfc-2019-p256"},
      SuiteRow{"eddsa-jcs-2022", make_eddsa_jcs_2022, "eddsa/eddsa-jcs-2022"},
      SuiteRow{"ecdsa-jcs-2019", make_ecdsa_jcs_2019, "ecdsa/ecdsa-jcs-2019-p256"},
      SuiteRow{"ecdsa-sd-2023", make_ecdsa_sd_2023, "ecdsa/ecdsa-sd-2023"},
      SuiteRow{"Ed25519Signature2020", make_ed25519_signature_2020, "eddsa/Ed25519Signature2020"},
      SuiteRow{"eddsa-2022", make_eddsa_2022, ""},
      SuiteRow{"Ed25519Signature2018", make_ed25519_signature_2018, ""},
      SuiteRow{"JsonWebSignature2020", make_json_web_signature_2020, ""},
  };
  return k_table;
}

}  // namespace cairn::proof
