select sum(orders) as orders from shop.b_day
