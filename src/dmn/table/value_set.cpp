// A column of one cell: its ranks say which values the cell allows.
#include "dmn/table/value_set.h"

#include "dmn/table/cell.h"
#include "dmn/table/column.h"
#include "dmn/xml.h"

namespace hashira::dmn {
namespace {

class ColumnSet final : public ValueSet {
 public:
  ColumnSet(Column column, RankSet ranks) : column_(std::move(column)), ranks_(std::move(ranks)) {}
  bool contains(const feel::Value& value) const override { return dmn::contains(ranks_, column_.rank(value)); }

 private:
  Column column_;
  RankSet ranks_;
};

}  // namespace

std::shared_ptr<const ValueSet> ValueSet::of(std::string_view tests) {
  auto constants = constant_tests(trimmed(tests));
  if (!constants) return nullptr;
  Cell cell;
  cell.kind = Cell::Kind::constants;
  cell.tests = *std::move(constants);
  Column column({cell});
  auto ranks = column.ranks(cell);
  return ranks ? std::make_shared<const ColumnSet>(std::move(column), *std::move(ranks)) : nullptr;
}

}  // namespace hashira::dmn
