-- wrk -s events.lua URL -- post | pixel | batch. All requests are built before the clock starts.
local BATCH = 500
local requests, at = {}, 0

local function ad(i)
  return string.format("%08x-0000-4000-8000-%012x", i, i * 7919)
end

local function event(i, second, millis)
  return string.format('{"ad_id":"%s","occurred_at":"%s.%03d"}', ad(i), second, millis)
end

local function post(events)
  return wrk.format("POST", "/advertising/impressions", {["Content-Type"] = "application/json"},
    '{"impressions":[' .. table.concat(events, ",") .. "]}")
end

local build = {}

function build.post(second)
  for i = 1, 1024 do
    requests[i] = post({event(i, second, i % 1000)})
  end
end

function build.pixel()
  for i = 1, 1024 do
    requests[i] = wrk.format("GET", "/advertising/impressions.gif?ad_id=" .. ad(i))
  end
end

function build.batch(second)
  for i = 1, 32 do
    local events = {}
    for j = 1, BATCH do
      events[j] = event((i * BATCH + j) % 5000, second, j)
    end
    requests[i] = post(events)
  end
end

function init(args)
  build[args[1]](os.date("!%Y-%m-%d %H:%M:%S"))
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- requests, microseconds, p50 and p99 in microseconds, answers of another status than 2xx or 3xx,
-- broken connections
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
