select
  meter,
  max(read_at) as read_at,
  max_by(read_on, read_at) as read_on,
  max_by(earlier, read_at) as earlier
from meters.readings
where read_at >= ${window_start}
  and read_at < ${window_end}
  and inserted_at between ${arrival_start} and ${arrival_end}
group by meter
