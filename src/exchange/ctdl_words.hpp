#pragma once
#include <string_view>

// Words of CTDL and what they are in Open Badges. Internal to this library.
namespace cairn::exchange {

/// in: a class of CTDL ("ceterms:MicroCredential")    out: the achievement type; empty: nothing that can be achieved
std::string_view achievement_type_of(std::string_view ctdl_class);
/// in: an achievement type    out: the class; ceterms:MicroCredential for what CTDL has no class for
std::string_view ctdl_class_of(std::string_view achievement_type);
/// out: whether CTDL has a class for it
bool has_ctdl_class(std::string_view achievement_type);
/// in: a member of CTDL's DeliveryType ("deliveryType:InPerson")    out: a participation mode, or empty
std::string_view participation_of(std::string_view delivery_type);
/// out: empty when CTDL has none
std::string_view delivery_type_of(std::string_view participation);

}  // namespace cairn::exchange
