select
  nr, flag, tiny, small, medium, big, one, two, price, cents, huge, half, part, word, date_of, moment, bigs, prices,
  twos, huges, place, deep
from zoo.sent
where at >= ${window_start} and at < ${window_end}
