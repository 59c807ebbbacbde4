// Applicants and the desk: from the application to the order.
#include <fmt/core.h>

#include "app/applications.h"
#include "app/benefit_desk.h"
#include "world_acts.h"

namespace hashira::sim {
namespace {

// 法人番号: the check digit in front of twelve digits (国税庁: 9 − (Σ digit × 1 or 2) mod 9).
std::string corporate_number(int person) {
  std::string base = fmt::format("{:012}", 100'000 + person);
  int sum = 0;
  for (int i = 0; i < 12; ++i) sum += (base[static_cast<std::size_t>(11 - i)] - '0') * (i % 2 == 0 ? 1 : 2);
  return std::to_string(9 - sum % 9) + base;
}

std::string kana_number(int person) {
  static const char* digits[] = {"レ", "イ", "ニ", "サ", "ヨ", "ゴ", "ロ", "ナ", "ハ", "ク"};
  std::string out;
  for (char digit : std::to_string(person)) out += digits[digit - '0'];
  return out;
}

std::vector<std::string> parts_of(const std::string& word) {
  std::vector<std::string> out(1);
  for (char c : word) {
    if (c == ',') out.emplace_back();
    else out.back() += c;
  }
  out.resize(8);
  return out;
}

Bytes form_id(int id) {
  Bytes out(8, 'f');
  append_u64(out, static_cast<std::uint64_t>(id));
  return out;
}

const app::Actor applicant{"applicant", "", false, {}};

}  // namespace

std::map<std::string, std::string> answers_of(const std::string& word) {
  std::vector<std::string> parts = parts_of(word);
  int person = std::atoi(parts[7].c_str());
  std::map<std::string, std::string> out = {
      {"applicant_kind", parts[0]}, {"municipality", parts[1]}, {"industry", parts[2]}, {"requested_facility", parts[3]},
      {"infection_measures", parts[6]}, {"name", fmt::format("商店{}", person)}, {"name_kana", "ショウテン" + kana_number(person)},
      {"postal_code", "0600000"}, {"address", "札幌市"}, {"phone", "0110000000"}, {"bank_code", "0116"}, {"branch_code", "101"},
      {"account_type", "ordinary"}, {"account_number", fmt::format("{:07}", person)}, {"account_holder_kana", "ショウテン"}};
  if (!parts[4].empty()) out["closed_throughout"] = parts[4];
  if (!parts[5].empty()) out["alcohol_restaurant"] = parts[5];
  if (parts[0] == "corporation") out["corporate_number"] = corporate_number(person);
  return out;
}

Outcome World::submit(const Command& command) {
  auto prepared = app::prepare_application(*engine_, programme, answers_of(command.word), form_id(command.id), app::Missing::refuse);
  if (!prepared) return {false, false, false, "sim.wrong_answer", prepared.error().front().what.en, 0};
  forms_[command.id] = command;
  auto receipt = app::submit_application(*engine_, std::move(*prepared), applicant);
  return made('c', command, receipt.map([](const app::Receipt& one) { return one.case_number; }));
}

// The same form once more, as a browser does when the answer did not come: the receipt of the first, or the first at last.
Outcome World::submit_twice(const Command& command) {
  auto form = forms_.find(command.about);
  if (form == forms_.end()) return not_there();
  return submit(form->second);
}

Outcome World::resubmit(const Command& command) {
  return on(command, [&](std::uint64_t number) -> Done {
    auto receipt = app::resubmit_application(*engine_, {programme, number}, answers_of(command.word), form_id(command.id), applicant);
    return receipt ? Done() : Done(fail(receipt.error()));
  });
}

Outcome World::withdraw(const Command& command) {
  return on(command, [&](std::uint64_t number) { return app::withdraw_application(*engine_, {programme, number}, applicant); });
}

Outcome World::ask_amendment(const Command& command) {
  Date deadline = today_.plus_days(static_cast<int>(command.amount));
  return on(command, [&](std::uint64_t number) {
    return app::ask_amendment(*engine_, programme, number, {{"", "署名がありません"}}, deadline, actor(command));
  });
}

Outcome World::remind(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::remind_amendment(work, programme, number, "電話", actor(command));
  });
}

Outcome World::lapse(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) { return app::lapse_case(work, programme, number, actor(command)); });
}

Outcome World::hold(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::hold_case(work, programme, number, command.word, "", actor(command));
  });
}

Outcome World::release(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::release_case(work, programme, number, "確認済み", actor(command));
  });
}

Outcome World::dispose_hits(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::dispose_hits(work, programme, number, "別の店舗", actor(command));
  });
}

Outcome World::screen(const Command& command) {
  return on(command, [&](std::uint64_t number) { return app::screen_case(*engine_, programme, number, actor(command)); });
}

Outcome World::refuse(const Command& command) {
  return on(command, [&](std::uint64_t number) { return app::refuse_case(*engine_, programme, number, "対象外", actor(command)); });
}

// word: FACT=VALUE
Outcome World::correct_fact(const Command& command) {
  std::size_t equals = command.word.find('=');
  return on(command, [&](std::uint64_t number) {
    return app::correct_fact(*engine_, programme, number, command.word.substr(0, equals), command.word.substr(equals + 1), "誤り",
                             actor(command));
  });
}

Outcome World::change(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::change_case(work, programme, number, "区分の誤り", actor(command));
  });
}

Outcome World::cancel(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::cancel_case(work, programme, number, "虚偽の申請", actor(command));
  });
}

Outcome World::order_case(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) { return app::order_case(work, programme, number, actor(command)); });
}

Outcome World::change_account(const Command& command) {
  std::map<std::string, std::string> account{{"bank_code", "0116"}, {"branch_code", "102"}, {"account_type", "ordinary"},
                                             {"account_number", fmt::format("{:07}", command.amount)}, {"account_holder_kana", "ショウテン"}};
  return on(command, [&](std::uint64_t number) {
    return app::change_account(*engine_, programme, number, account, "通帳の写し", "電話で連絡", actor(command));
  });
}

Outcome World::sample(const Command& command) {
  return outcome_of_done(engine_->run([&](app::Work& work) -> Done {
    TRY(app::draw_sample(work, programme, command.word, 3, static_cast<std::uint64_t>(command.amount), actor(command)));
    return {};
  }));
}

Outcome World::check(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) {
    return app::record_check(work, programme, number, command.word, "現地", actor(command));
  });
}

}  // namespace hashira::sim
