-- Single events, one a GET of a picture; nginx is asked for the same ones.
local requests, at = {}, 0

function init()
  for i = 1, 1024 do
    requests[i] = wrk.format(
      "GET", string.format("/advertising/impressions.gif?ad_id=%08x-0000-4000-8000-%012x", i, i))
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
