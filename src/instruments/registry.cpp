#include "instruments/registry.h"

#include "instruments/benefit/benefit.h"
#include "instruments/credit/credit.h"
#include "instruments/reported/reported.h"
#include "instruments/subsidy/subsidy.h"

namespace hashira::instruments {

cases::Instruments make_instruments() {
  std::vector<std::unique_ptr<cases::Instrument>> all;
  all.push_back(std::make_unique<Benefit>());
  all.push_back(std::make_unique<Credit>());
  all.push_back(std::make_unique<Subsidy>());
  all.push_back(std::make_unique<Reported>());
  return cases::Instruments(std::move(all));
}

}  // namespace hashira::instruments
