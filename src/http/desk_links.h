// Links and look-ups that the desk's pages share.
// Guarantees: paths are encoded.
// Routes: routes.cpp.
#pragma once

#include "http/site.h"

namespace hashira::http {

std::string desk_link(const std::string& programme);
std::string desk_link(const std::string& programme, std::uint64_t case_number);
std::string draft_link(const std::string& programme, std::uint64_t number);
// The programme of the call's first place, when its cases are kept here.
Result<std::shared_ptr<const audit::Version>> desk_programme(Call& call);
// The office's name; of none: the programme's own division. One that the portfolio does not know keeps its id.
std::string office_name(const portfolio::Portfolio& tree, const std::string& id, Language language);
// Is one of these cases synthetic? Then the page says so.
Result<bool> any_synthetic(const Call& call, const std::vector<std::uint64_t>& case_numbers);

}  // namespace hashira::http
