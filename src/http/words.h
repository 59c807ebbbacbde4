// How values are written on pages, in both languages.
// Guarantees: exact; the same value gives the same text.
// Dates by 元号 in Japanese; yen with separators.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/yen.h"
#include "feel/value.h"
#include "http/template.h"

namespace hashira::http {

std::string grouped(std::int64_t number);                        // 29,227
std::string written(Yen yen, Language language);                 // 300,000円 / ¥300,000
std::string written(Date date, Language language);               // 令和2年5月20日 / 20 May 2020
std::string written(std::optional<Date> date, Language language);  // "" without one
std::string written(const feel::Value& value, Language language);
std::string short_hash(std::string_view hex);                    // the first 12 digits
std::string plural(std::uint64_t n, std::string_view ja_counter, std::string_view en_one, std::string_view en_many,
                   Language language);                            // 3件 / 3 cases

std::string_view written(portfolio::Basis basis, Language language);
std::string_view written(portfolio::Evidence evidence, Language language);
std::string_view written(portfolio::LogicPlace place, Language language);
// What an evidence grade means, in one sentence.
std::string_view explained(portfolio::Evidence evidence, Language language);
std::string written(const portfolio::Source& source, Language language);  // 報告書12行目 / report, line 12
std::string_view role_name(std::string_view role, Language language);

}  // namespace hashira::http
