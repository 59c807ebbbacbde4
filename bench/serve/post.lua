-- wrk: each request is another shop owner's complete application, with a key of its own.
local thread_number = 0
function setup(thread)
  thread:set("id", thread_number)
  thread_number = thread_number + 1
end

local number = 0
function init(args)
  math.randomseed(os.time() + id)
  base = math.random(1, 2 ^ 30)
end

local body = '{"answers":{"applicant_kind":"sole_proprietor","municipality":"011002","industry":"restaurant","requested_facility":"true",' ..
  '"closed_throughout":"true","infection_measures":"true","name":"試験商店 %d","name_kana":"シケンショウテン %d","postal_code":"0600000",' ..
  '"address":"札幌市中央区","phone":"0000%07d","bank_code":"9999","branch_code":"001","account_type":"ordinary","account_number":"%07d",' ..
  '"account_holder_kana":"シケンショウテン"}}'

function request()
  number = number + 1
  local key = string.format("%08x%08x%016x", base, id, number)
  return wrk.format("POST", "/api/v1/programmes/closure-cooperation-benefit/applications",
    {["Content-Type"] = "application/json", ["Idempotency-Key"] = key},
    string.format(body, number, base + number, number % 10000000, number % 10000000))
end

local accepted, refused = 0, 0
function response(status)
  if status == 201 then accepted = accepted + 1 else refused = refused + 1 end
end

function done(summary, latency)
  io.write(string.format("answers: %d in %.2f s = %.0f applications/s; not 2xx: %d; p50 %.2f ms, p99 %.2f ms\n", summary.requests,
    summary.duration / 1e6, summary.requests / (summary.duration / 1e6), summary.errors.status, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000))
end
