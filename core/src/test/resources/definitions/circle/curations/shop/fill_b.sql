select shop from shop.other
