-- Impressions and clicks per ad. Each id counts once in the window however often it was sent; of
-- copies that differ, the one that arrived first counts, so that every run says the same. An ad
-- that was only shown, or only clicked, has a row too.
with
  distinct_impressions as (
    select
      ad_id,
      impression_id,
      row_number() over (
        partition by impression_id
        order by received_at, occurred_at, ad_id
      ) as arrival
    from advertising.impressions
    where occurred_at >= ${window_start}
      and occurred_at < ${window_end}
      and inserted_at between ${arrival_start} and ${arrival_end}
  ),
  distinct_clicks as (
    select
      ad_id,
      click_id,
      row_number() over (
        partition by click_id
        order by received_at, occurred_at, ad_id
      ) as arrival
    from advertising.clicks
    where occurred_at >= ${window_start}
      and occurred_at < ${window_end}
      and inserted_at between ${arrival_start} and ${arrival_end}
  ),
  traffic as (
    select ad_id, impression_id, cast(null as varchar) as click_id
    from distinct_impressions
    where arrival = 1
    union all
    select ad_id, cast(null as varchar) as impression_id, click_id
    from distinct_clicks
    where arrival = 1
  )
select
  ad_id,
  count(impression_id) as impressions,
  count(click_id) as clicks
from traffic
group by ad_id
