#include "app/case_keys.h"

#include <fmt/core.h>

namespace hashira::app {

std::string entitlement_of(const audit::Version& version, const cases::Facts& facts) {
  std::vector<feel::Value> slots = audit::fact_slots(version, facts);
  slots.push_back(feel::Value::string("party"));
  feel::Environment environment;
  feel::Value key = version.entitlement.evaluate(slots, environment);
  return key.is(feel::Kind::string) ? std::string(key.as_string()) : feel::to_text(key);
}

std::string layer_of(const audit::Version& version, const cases::Facts& facts) {
  if (!version.layer) return {};
  feel::Environment environment;
  feel::Value layer = version.layer->evaluate(audit::fact_slots(version, facts), environment);
  if (!layer.is(feel::Kind::string) || layer.as_string() == "prefecture") return {};
  return std::string(layer.as_string());
}

Done check_same_layer(const audit::Version& version, const cases::Case& value, const cases::Facts& facts) {
  if (layer_of(version, facts) == value.layer) return {};
  return fail("app.other_layer",
              fmt::format("案件 {0} を別の支給主体に移すことになります / this would move case {0} to another payer", value.number),
              "取り下げて、別に申請してください / withdraw it and apply anew");
}

}  // namespace hashira::app
