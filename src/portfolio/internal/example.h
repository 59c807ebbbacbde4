// A small portfolio that is right, as text, for tests to break one line at a time.
#pragma once

#include "portfolio/folder.h"

namespace hashira::portfolio::example {

inline Files files() {
  return {
      {"portfolio.yaml", R"(id: small
policy: {ja: 方針, en: Policy}
year: 2020
pillars:
  - id: p1
    name: 柱
    measures:
      - id: m1
        name: 施策
owners:
  - {id: econ, bureau: 経済部}
programmes: [shops]
)"},
      {"shops/programme.yaml", R"(name: 商店街の支援
measure: m1
owner: econ
summary: 商店街を支えた。
instruments: [benefit]
limits:
  - figure: total
    of: amount_each
    count: payments
    amounts: [10万円, 200000]
    source: report:3
money:
  entitlement_key: party
  exclusions: []
  legal_nature: gift_contract
  binding_date: application
  delivery: bank_transfer
  retention_years: 5
  assurance_level: documents
  source: assumption
)"},
      {"shops/figures.yaml", R"(- id: payments
  label: 支給件数
  published: 12件
  where: paid > 0
  breakdowns: [kind]
  source: report:3
- id: total
  label: 支給総額
  published: 150万円
  source: report:3
)"},
      {"shops/questions.yaml", R"(facts:
  - id: kind
    label: 区分
    type: choice
    is: dimension
    choices:
      - {id: a, ja: 甲}
      - {id: b, ja: 乙}
  - id: name
    label: 名称
    type: text
    is: sealed
questions:
  - fact: kind
    ask: どちらですか
    source: report:2
  - fact: name
    ask: 名称は
    when: kind = "a"
    source: assumption
)"},
      {"shops/narrative.yaml", R"(- ja: 支給は{payments}、総額は{total}。
)"},
  };
}

}  // namespace hashira::portfolio::example
