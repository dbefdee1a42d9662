select shop, orders from shop.orders
