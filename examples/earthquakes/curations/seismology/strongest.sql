-- The strongest earthquake of each decade; of two that are equally strong, the earlier. It reads
-- everything there is, so it has no window and no hours of arrival.
with
  copies as (
    select
      *,
      row_number() over (
        partition by earthquake_id
        order by received_at, occurred_at, magnitude
      ) as arrival
    from seismology.earthquakes
  ),
  ranked as (
    select
      year(occurred_at) - year(occurred_at) % 10 as decade,
      occurred_at,
      magnitude,
      place,
      count(*) over (
        partition by year(occurred_at) - year(occurred_at) % 10
      ) as earthquakes,
      row_number() over (
        partition by year(occurred_at) - year(occurred_at) % 10
        order by magnitude desc, occurred_at, earthquake_id
      ) as place_in_decade
    from copies
    where arrival = 1
  )
select
  cast(decade as integer) as decade,
  earthquakes,
  occurred_at,
  magnitude,
  place
from ranked
where place_in_decade = 1
