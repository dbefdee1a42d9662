select 'a' as customer, count(*) as orders from shop.orders
