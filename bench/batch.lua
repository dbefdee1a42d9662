-- 500 events a POST. The requests are built before the clock starts.
local BATCH = 500
local requests, at = {}, 0

function init()
  local second = os.date("!%Y-%m-%d %H:%M:%S")
  for i = 1, 32 do
    local events = {}
    for j = 1, BATCH do
      local ad = (i * BATCH + j) % 5000
      events[j] = string.format('{"ad_id":"%08x-0000-4000-8000-%012x","occurred_at":"%s.%03d"}',
        ad, ad * 7919, second, j)
    end
    requests[i] = wrk.format("POST", "/advertising/impressions",
      {["Content-Type"] = "application/json"}, '{"impressions":[' .. table.concat(events, ",") .. "]}")
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- requests, microseconds, p50 and p99 in microseconds, answers that were no success, broken connections
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
