// Credits of CO2 (クレジット): issued in a registry, sold through a receivable, retired; never twice.
//
// Guarantees: two blocks of one scheme and programme share no serial; a sale and its receivable move in one unit; who proposed a
// sale does not assess it. Entries: instruments/credit/credit.h, ledger/receivable.h. docs/credits.md.
#pragma once

#include "app/engine.h"
#include "instruments/credit/lots.h"

namespace hashira::app {

using instruments::credit::Serials;

struct CreditIssue {
  std::string scheme, issuer;  // J-VER; 北海道
  std::int64_t vintage = 0;    // the year of the removal
  Serials serials;
  std::string document_name;   // the registry's notice
  Bytes document;              // its SHA-256
};
// By an officer. Answers the block's number. "app.credits_issued" names the block that has some of the serials.
Result<std::uint64_t> issue_credits(Work& work, const std::string& programme, const CreditIssue& issue, const Actor& actor);

// By an officer. Answers the sale's number in its block; its serials are kept for it from now on.
Result<std::int64_t> propose_sale(Work& work, const std::string& programme, std::uint64_t block, const Serials& serials, std::string_view buyer,
                                  Yen price, const Actor& actor);
Done withdraw_sale(Work& work, const std::string& programme, std::uint64_t block, std::int64_t sale, std::string_view reason, const Actor& actor);
// The contract is made: by an approver who did not propose it. The price becomes a receivable (調定); answers its number.
struct SaleAssessment {
  std::string line;  // revenue line 歳入科目
  Date due;          // moves to the next working day
};
Result<std::uint64_t> assess_sale(Work& work, const std::string& programme, std::uint64_t block, std::int64_t sale,
                                  const SaleAssessment& assessment, const Actor& actor);
// By a payer: money came in for it. Once the receivable is collected whole, the sale is settled; answers whether it is.
Result<bool> receive_price(Work& work, const std::string& programme, std::uint64_t block, std::int64_t sale, Yen amount, const Actor& actor);
// By an officer, with the registry's reference: all of one settled sale's serials, or the authority's own.
Done retire_credits(Work& work, const std::string& programme, std::uint64_t block, const Serials& serials, std::string_view reference,
                    const Actor& actor);
// A block that was registered by mistake and of which nothing is sold or retired.
Done void_credits(Work& work, const std::string& programme, std::uint64_t block, std::string_view reason, const Actor& actor);

// The blocks of a programme, by number.
Result<std::vector<cases::Case>> credit_blocks(Engine& engine, const std::string& programme);

}  // namespace hashira::app
