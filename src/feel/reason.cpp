#include "feel/reason.h"

#include <array>
#include <cstddef>

namespace hashira::feel {
namespace {

struct Wording {
  std::string_view code, english, japanese;
};

// In the order of Reason.
constexpr std::array<Wording, 26> wordings{{
    {"feel.null", "null", "値がありません"},
    {"feel.unknown_name", "nothing here has this name", "この名前のものがありません"},
    {"feel.absent_input", "this input was not given", "この入力がまだありません"},
    {"feel.no_entry", "the context has no such entry", "この項目はコンテキストにありません"},
    {"feel.no_property", "the value has no such property", "この値にはその属性がありません"},
    {"feel.wrong_type", "the operator does not take a value of this type", "この型の値には使えない演算です"},
    {"feel.not_comparable", "values of different types cannot be compared", "型の異なる値は比べられません"},
    {"feel.division_by_zero", "division by zero", "0 で割ろうとしました"},
    {"feel.overflow", "the result is outside the range of its type", "結果が扱える範囲を超えました"},
    {"feel.out_of_domain", "the argument's value is outside what the function takes", "引数の値が関数の範囲外です"},
    {"feel.bad_argument", "the function does not take an argument of this type", "この型の引数は受け付けられません"},
    {"feel.null_argument", "the function needs a value and got null", "引数に値がありません"},
    {"feel.wrong_argument_count", "the function takes another number of arguments", "引数の数が合いません"},
    {"feel.unknown_argument", "the function has no argument of this name", "この名前の引数はありません"},
    {"feel.not_a_function", "what is called is not a function", "関数ではないものを呼び出しました"},
    {"feel.bad_literal", "the text does not read as a value of the type", "この文字列は値として読めません"},
    {"feel.bad_pattern", "the regular expression is not allowed", "この正規表現は使えません"},
    {"feel.index_out_of_range", "there is no item at this position", "この位置に要素がありません"},
    {"feel.not_boolean", "a condition is neither true nor false", "条件が真でも偽でもありません"},
    {"feel.empty_list", "the list is empty", "リストが空です"},
    {"feel.no_clock", "no clock was handed in", "現在日時が与えられていません"},
    {"feel.external_function", "this external function is not known", "この外部関数は登録されていません"},
    {"feel.out_of_fuel", "the bounds of one evaluation were reached", "計算の上限に達しました"},
    {"feel.type_constraint", "the value is outside its declared type or allowed values",
     "宣言された型または許された値に合いません"},
    {"feel.no_rule", "no rule of the decision table matches", "決定表のどの行にも当てはまりません"},
    {"feel.many_rules", "several rules match where the hit policy allows one", "一つに限るべき行が複数当てはまりました"},
}};

const Wording& wording(Reason reason) { return wordings[static_cast<std::size_t>(reason)]; }

}  // namespace

std::string_view reason_code(Reason reason) { return wording(reason).code; }

std::string_view reason_sentence(Reason reason, Language language) {
  return language == Language::english ? wording(reason).english : wording(reason).japanese;
}

}  // namespace hashira::feel
