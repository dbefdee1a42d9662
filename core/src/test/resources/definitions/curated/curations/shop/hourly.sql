select 'c' as customer, count(*) as orders from shop.orders
