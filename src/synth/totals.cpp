#include "synth/totals.h"

#include <fmt/core.h>

#include "app/desk.h"
#include "app/reported.h"

namespace hashira::synth {
namespace {

// Who holds such cases; the report seldom names its reporters.
std::string reporter_of(const portfolio::Figure& figure) {
  if (figure.layer == "bank") return "取扱金融機関（合成）";
  if (figure.layer == "municipality") return "市町村（合成）";
  if (figure.layer == "association") return "団体（合成）";
  return "事業の受託者または相手方（合成）";
}

app::StatedTotal published_total(const portfolio::Programme& programme, const portfolio::Figure& figure) {
  app::StatedTotal total;
  total.programme = programme.id;
  total.figure = figure.id;
  total.value = feel::Value::decimal(figure.published_value, figure.published_scale);
  total.reporter = reporter_of(figure);
  total.document_name = fmt::format("令和2年度の報告書 {}", figure.source.text());
  total.document = Bytes(view(sha256(total.document_name)));
  total.note = "報告書に印刷された数を写した合成の記録";
  return total;
}

Done state_and_check(app::Work& work, const app::StatedTotal& total) {
  app::Actor officer{"synth", "officer", true, {}}, checker{"synth-approver", "approver", true, {}};
  std::uint64_t number = TRY(app::state_total(work, total, officer));
  return app::check_total(work, total.programme, number, "", checker);
}

}  // namespace

Result<std::uint64_t> state_totals(app::Engine& engine) {
  std::uint64_t stated = 0;
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  for (const portfolio::Programme& one : tree->programmes) {
    std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(one.id));
    auto is_stated = [](const portfolio::Figure& figure) { return figure.is_stated(); };
    auto figures = std::count_if(version->programme.figures.begin(), version->programme.figures.end(), is_stated);
    if (figures == 0 || !TRY(app::totals(engine, one.id)).empty()) continue;
    CHECK_OK(engine.run([&](app::Work& work) -> Done {
      for (const portfolio::Figure& figure : version->programme.figures) {
        if (figure.is_stated()) CHECK_OK(state_and_check(work, published_total(version->programme, figure)));
      }
      return {};
    }));
    stated += static_cast<std::uint64_t>(figures);
  }
  return stated;
}

}  // namespace hashira::synth
