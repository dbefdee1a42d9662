-- Single events, one a POST. The requests are built before the clock starts.
local requests, at = {}, 0

function init()
  local now = os.date("!%Y-%m-%d %H:%M:%S.000")
  for i = 1, 1024 do
    local body = string.format(
      '{"impressions":[{"ad_id":"%08x-0000-4000-8000-%012x","occurred_at":"%s"}]}', i, i, now)
    requests[i] = wrk.format(
      "POST", "/advertising/impressions", {["Content-Type"] = "application/json"}, body)
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
