// Any bytes as a stored run, as the body of a run's entry, as a client profile and as a bank's CSV: total, and what
// decodes encodes to the same bytes.
#include "payments/client.h"
#include "payments/result_csv.h"
#include "payments/run.h"

using namespace hashira;
using namespace hashira::payments;

namespace {

void fold_bodies(const Bytes& bytes) {
  if (!journal::check_body(bytes)) return;
  PaymentRun run;
  run.number = 1;
  journal::Entry entry;
  entry.body = journal::Body(bytes);
  for (const char* type :
       {"run.made", "run.released", "run.exported", "run.answered", "payment.returned", "run.voided"}) {
    entry.type = type;
    entry.actor = type;
    fold(run, entry);
  }
  Result<PaymentRun> again = decode_run(encode(run));
  if (!again || *again != run) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(reinterpret_cast<const char*>(data), size);
  Result<PaymentRun> run = decode_run(bytes);
  if (run && encode(*run) != bytes) __builtin_trap();
  fold_bodies(bytes);
  (void)read_client(bytes, "f");
  Result<ResultLayout> layout = read_result_layout(bytes, "f");
  ResultLayout usual;
  usual.order = {"a"}, usual.date = "b", usual.amount = "c", usual.result = "d", usual.encoding = CsvEncoding::cp932;
  (void)read_result_csv(bytes, "f", layout ? *layout : usual);
  return 0;
}
