-- The impressions of the window, each with its clicks: those of the same day, and later ones that
-- have arrived by now. A repeat of an id is dropped; of copies that differ, the one that arrived
-- first is kept, so that every run says the same.
with
  distinct_impressions as (
    select
      impression_id,
      ad_id,
      occurred_at,
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
      click_id,
      impression_id,
      occurred_at,
      row_number() over (
        partition by click_id
        order by received_at, occurred_at, impression_id
      ) as arrival
    from advertising.clicks
    where occurred_at >= ${window_start}
      and inserted_at between ${arrival_start} and ${arrival_end}
  )
select
  impressions.impression_id,
  impressions.ad_id,
  impressions.occurred_at as impression_at,
  clicks.click_id,
  clicks.occurred_at as click_at
from (select * from distinct_impressions where arrival = 1) as impressions
left join (select * from distinct_clicks where arrival = 1) as clicks
  on clicks.impression_id = impressions.impression_id
