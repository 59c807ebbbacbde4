#include "app/answer_checks.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "payments/bank_master.h"

namespace hashira::app {
namespace {

bool all_digits(std::string_view text, std::size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int digit(char c) { return c - '0'; }

bool postal_code_ok(std::string_view text) {
  if (text.size() == 8 && text[3] == '-') return all_digits(text.substr(0, 3), 3) && all_digits(text.substr(4), 4);
  return all_digits(text, 7);
}

bool phone_ok(std::string_view text) {
  auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  bool only = std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
  return only && text.starts_with('0') && (digits == 10 || digits == 11);
}

// Katakana (U+30A1…U+30FF in UTF-8: E3 82 A1 … E3 83 BF), ー, spaces, and the signs that bank names allow.
bool kana_ok(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      bool allowed = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || std::string_view(" ().-").find(text[i]) != std::string_view::npos;
      if (!allowed) return false;
      ++i;
      continue;
    }
    std::string_view character = text.substr(i, 3);
    bool katakana = character >= "\xE3\x82\xA1" && character <= "\xE3\x83\xBF" && character.size() == 3;
    if (!katakana && character != "\xE3\x80\x80") return false;
    i += 3;
  }
  return !text.empty();
}

// No bank has 9999: synthetic records use it, so that no file made of them can ever be paid. A payment run leaves it out.
bool made_up_bank(std::string_view bank) { return bank == "9999"; }

bool bank_ok(std::string_view bank) { return made_up_bank(bank) || payments::BankMaster::bundled().bank(bank) != nullptr; }

struct Check {
  std::string_view name;
  bool (*ok)(std::string_view);
  const char* ja;
  const char* en;
};

constexpr std::array checks{
    Check{"corporate_number", corporate_number_ok, "法人番号ではありません（13桁で、先頭の検査数字が合う必要があります）",
          "This is no corporate number (13 digits whose first is the check digit)"},
    Check{"municipality_code", municipality_code_ok, "団体コードではありません（6桁で、末尾の検査数字が合う必要があります）",
          "This is no municipality code (six digits whose last is the check digit)"},
    Check{"postal_code", postal_code_ok, "郵便番号ではありません（数字7桁）", "This is no postal code (seven digits)"},
    Check{"phone", phone_ok, "電話番号ではありません（0から始まる10桁か11桁）",
          "This is no telephone number (10 or 11 digits starting with 0)"},
    Check{"kana", kana_ok, "カタカナで書いてください", "Please write this in katakana"},
    Check{"bank_code", [](std::string_view text) { return all_digits(text, 4); },
          "金融機関コードではありません（数字4桁）", "This is no bank code (four digits)"},
    Check{"branch_code", [](std::string_view text) { return all_digits(text, 3); },
          "支店コードではありません（数字3桁）", "This is no branch code (three digits)"},
    Check{"account_number", [](std::string_view text) { return all_digits(text, 7); },
          "口座番号ではありません（数字7桁。短い番号は先頭に0を付けます）",
          "This is no account number (seven digits; put zeros in front of a short one)"},
    Check{"bank_code", bank_ok, "この番号の金融機関はありません（合併で変わっていることがあります）", "No bank has this code (it may have changed by a merger)"},
};

}  // namespace

bool corporate_number_ok(std::string_view digits) {
  if (!all_digits(digits, 13)) return false;
  int sum = 0;
  for (int n = 1; n <= 12; ++n) sum += digit(digits[static_cast<std::size_t>(13 - n)]) * (n % 2 == 1 ? 1 : 2);
  return digit(digits[0]) == 9 - sum % 9;
}

bool municipality_code_ok(std::string_view digits) {
  if (!all_digits(digits, 6)) return false;
  int sum = 0;
  for (int i = 0; i < 5; ++i) sum += digit(digits[static_cast<std::size_t>(i)]) * (6 - i);
  return digit(digits[5]) == (11 - sum % 11) % 10;
}

std::optional<portfolio::Text> unknown_branch(std::string_view bank, std::string_view branch) {
  const payments::BankMaster& master = payments::BankMaster::bundled();
  const payments::BankMaster::Bank* found = master.bank(bank);
  if (found == nullptr || master.branch(bank, branch) != nullptr) return std::nullopt;
  return portfolio::Text{fmt::format("「{}」に店番号{}の支店はありません", found->name, branch), fmt::format("{} has no branch {}", found->name, branch)};
}

std::optional<portfolio::Text> failed_check(std::string_view check, std::string_view text) {
  for (const Check& one : checks) {
    if (one.name == check && !one.ok(text)) return portfolio::Text{one.ja, one.en};
  }
  return std::nullopt;
}

}  // namespace hashira::app
