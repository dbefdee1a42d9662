select count(*) as orders from shop.orders
