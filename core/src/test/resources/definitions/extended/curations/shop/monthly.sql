select shop, since from shop.daily
