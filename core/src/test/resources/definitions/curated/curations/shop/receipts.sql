select 'c' as customer, 1.5 as total, date '2026-11-20' as paid_on, ordered_at as first_at,
  array['a'] as items, 1 as returns, 2 as orders
from shop.orders
where ${least} < 11 and ${rate} > 1 and ${country} = ${code} and ${open}
