select
  traffic.ad_id,
  traffic.impressions,
  traffic.clicks,
  pace.seconds_to_click
from (
  select
    ad_id,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks
  from advertising.ad_traffic
  group by ad_id
) as traffic
left join (
  select
    ad_id,
    cast(avg(date_diff('millisecond', impression_at, click_at)) / 1000 as decimal(9, 2))
      as seconds_to_click
  from advertising.advertising
  where click_id is not null
  group by ad_id
) as pace
  on pace.ad_id = traffic.ad_id
order by traffic.impressions desc, traffic.ad_id
limit 5
