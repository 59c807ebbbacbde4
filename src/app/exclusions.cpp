#include "app/exclusions.h"

#include <algorithm>

#include <fmt/core.h>

namespace hashira::app {
namespace {

constexpr std::size_t holdings_page = 1000;

// Who holds: one and the same person, also where two applications of one moment carry a party each (cases::who).
Bytes holder(const cases::Case& value) { return unhex(cases::who(value)).value_or(value.party); }

Result<parties::Holdings> holdings_in(Work& work, const std::string& pair, const Bytes& party) {
  std::optional<Bytes> row = TRY(work.get(parties::holdings_key(pair, party)));
  return row ? parties::decode_holdings(*row) : parties::Holdings{};
}

bool excludes(const portfolio::Programme& one, const std::string& other) {
  return one.money && std::find(one.money->exclusions.begin(), one.money->exclusions.end(), other) != one.money->exclusions.end();
}

Done append_holding(Work& work, std::string_view type, const Bytes& party, journal::Body body, const Actor& actor) {
  journal::Entry entry;
  entry.stream = std::string(parties::reservation_stream);
  entry.type = type;
  entry.actor = actor.user;
  entry.party = party;
  entry.synthetic = actor.synthetic;
  entry.happened_on = day_of(work, actor);
  entry.body = std::move(body);
  TRY(work.append(std::move(entry)));
  return {};
}

std::string in_words(const parties::Holding& holding) {
  std::string name = cases::case_name(holding.programme, holding.case_number);
  return holding.confirmed ? fmt::format("{0} で決定済み / decided in {0}", name)
                           : fmt::format("{0} で{1}まで予約中 / reserved for {0} until {2}", name, holding.until.wareki(), holding.until.iso());
}

Done end_outlived(Work& work, const cases::Case& value, const std::string& pair, const parties::Holdings& holdings, const Actor& actor) {
  for (const parties::Holding& one : parties::outlived(holdings, value.stream, day_of(work, actor))) {
    CHECK_OK(append_holding(work, "reservation.expired", holder(value), parties::released_body(pair, one, "not confirmed in time"), actor));
  }
  return {};
}

tl::unexpected<Error> excluded(const cases::Case& value, const parties::Holding& by) {
  return fail("app.excluded",
              fmt::format("案件 {0} は併給できない事業と重なります：{1} / case {0} is excluded by another programme: {1}", value.number, in_words(by)),
              "どちらを受けるかを申請者に確かめ、他方を取り下げるか取り消してください / ask which one the applicant wants, and withdraw or cancel the other");
}

const parties::Holding* own_of(const parties::Holdings& holdings, const cases::Case& value) {
  for (const parties::Holding& one : holdings.all) {
    if (one.programme == value.stream && one.case_number == value.number) return &one;
  }
  return nullptr;
}

struct Outlived {
  std::string pair;
  Bytes party;
  parties::Holding holding;
};

// "…\0pair\0party" → its parts.
std::pair<std::string, Bytes> parts_of(BytesView key) {
  key.remove_prefix(parties::holdings_prefix().size());
  std::size_t zero = key.find('\0');
  return {std::string(key.substr(0, zero)), Bytes(key.substr(zero + 1))};
}

Result<std::vector<Outlived>> all_outlived(Engine& engine, Date today) {
  std::vector<Outlived> out;
  for (Bytes after;;) {
    std::vector<journal::Row> page =
        TRY(engine.store().scan(journal::Table::state, parties::holdings_prefix(), after, holdings_page));
    for (const journal::Row& row : page) {
      auto [pair, party] = parts_of(row.key);
      for (const parties::Holding& one : TRY(parties::decode_holdings(row.value)).all) {
        if (!one.live_on(today)) out.push_back({pair, party, one});
      }
    }
    if (page.size() < holdings_page) return out;
    after = page.back().key;
  }
}

}  // namespace

Result<std::vector<std::string>> excluded_programmes(Work& work, const std::string& programme) {
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(work.versions().portfolio());
  std::shared_ptr<const audit::Version> own = TRY(version_of(work, programme));
  std::vector<std::string> out;
  for (const portfolio::Programme& other : tree->programmes) {
    if (other.id != programme && (excludes(other, programme) || excludes(own->programme, other.id))) out.push_back(other.id);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::string> taken_elsewhere(Work& work, const cases::Case& value, const std::vector<std::string>& others, Date day) {
  for (const std::string& other : others) {
    parties::Holdings holdings = TRY(holdings_in(work, parties::exclusion_pair(value.stream, other), holder(value)));
    if (const parties::Holding* by = parties::in_the_way(holdings, value.stream, day)) return in_words(*by);
  }
  return std::string();
}

Done reserve(Work& work, const cases::Case& value, const std::vector<std::string>& others, const Actor& actor) {
  Date day = day_of(work, actor);
  for (const std::string& other : others) {
    std::string pair = parties::exclusion_pair(value.stream, other);
    parties::Holdings holdings = TRY(holdings_in(work, pair, holder(value)));
    if (const parties::Holding* by = parties::in_the_way(holdings, value.stream, day)) return excluded(value, *by);
    CHECK_OK(end_outlived(work, value, pair, holdings, actor));
    parties::Holding mine{value.stream, value.number, false, day.plus_days(reservation_days)};
    CHECK_OK(append_holding(work, "reservation.made", holder(value), parties::holding_body(pair, mine), actor));
  }
  return {};
}

Result<std::uint64_t> confirm(Work& work, const cases::Case& value, const std::vector<std::string>& others, const Actor& actor) {
  std::uint64_t named = 0;
  for (const std::string& other : others) {
    std::string pair = parties::exclusion_pair(value.stream, other);
    parties::Holdings holdings = TRY(holdings_in(work, pair, holder(value)));
    if (own_of(holdings, value) == nullptr) {
      CHECK_OK(reserve(work, value, {other}, actor));
      holdings = TRY(holdings_in(work, pair, holder(value)));
    }
    named = std::max(named, own_of(holdings, value)->made);
    CHECK_OK(append_holding(work, "reservation.confirmed", holder(value),
                            parties::holding_body(pair, {value.stream, value.number, true, {}}), actor));
  }
  return named;
}

Done release_reservations(Work& work, const cases::Case& value, const std::vector<std::string>& others, std::string_view reason,
                          const Actor& actor) {
  for (const std::string& other : others) {
    std::string pair = parties::exclusion_pair(value.stream, other);
    parties::Holdings holdings = TRY(holdings_in(work, pair, holder(value)));
    const parties::Holding* mine = own_of(holdings, value);
    if (mine != nullptr) CHECK_OK(append_holding(work, "reservation.released", holder(value), parties::released_body(pair, *mine, reason), actor));
  }
  return {};
}

Done release_reservations(Work& work, const cases::Case& value, std::string_view reason, const Actor& actor) {
  return release_reservations(work, value, TRY(excluded_programmes(work, value.stream)), reason, actor);
}

Result<std::size_t> expire_reservations(Engine& engine, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  std::size_t expired = 0;
  for (const Outlived& one : TRY(all_outlived(engine, engine.today()))) {
    bool still = false;
    CHECK_OK(engine.run([&](Work& work) -> Done {
      const std::vector<parties::Holding> now = TRY(holdings_in(work, one.pair, one.party)).all;
      still = std::find(now.begin(), now.end(), one.holding) != now.end();
      if (!still) return {};  // decided or released meanwhile
      return append_holding(work, "reservation.expired", one.party, parties::released_body(one.pair, one.holding, "not confirmed in time"), actor);
    }));
    expired += still ? 1 : 0;
  }
  return expired;
}

}  // namespace hashira::app
