// Any bytes as an ISO 20022 file: total, and a pain.001 that reads and can be written comes back as it was.
#include "payments/bank_answer.h"
#include "payments/pain001.h"

using namespace hashira;
using namespace hashira::payments;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView bytes(reinterpret_cast<const char*>(data), size);
  if (Result<BankAnswers> answers = read_bank_answers(bytes, "f")) {
    for (const BankAnswer& answer : answers->answers) {
      (void)answer_line(answer);
      if (answer.line <= 0) __builtin_trap();
    }
  }
  Result<Initiation> read = read_pain001(bytes, "f");
  if (!read) return 0;
  Result<Bytes> written = write_pain001(*read);
  if (!written) return 0;
  Result<Initiation> again = read_pain001(*written, "f");
  if (!again || *again != *read || *write_pain001(*again) != *written) __builtin_trap();
  return 0;
}
