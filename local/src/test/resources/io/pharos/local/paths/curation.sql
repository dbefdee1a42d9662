select env, count(*) as sales
from shop.sales
where at >= ${window_start}
  and at < ${window_end}
group by env
