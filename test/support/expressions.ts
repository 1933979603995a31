/** What promtool takes as well. */
export const VALID_EXPRESSIONS: readonly string[] = [
  'up', '1', '-1 ^ 2', '0x1f', '1e3', 'Inf', 'vector(1)', '{__name__=~"a|b"}', '{"utf8.metric", "a label"="b"}',
  '"text"', "up{job='a', instance!~`b.*`,}", 'up == bool 0', 'sum by (job, instance,) (up)', 'sum(up) without (job)',
  'SUM(up) AND up', 'a / on (x) group_left (y) b', 'a + ignoring () group_right b', 'rate(a[5m] offset -1h30m)',
  'a @ 1.5', 'a[5m] @ end()', 'max_over_time(rate(a[5m])[1h:1m])', 'rate(a[5m:])', 'topk(3, a) # the three largest',
  'a\n  and\nb', 'a atan2 b', 'histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))', 'absent(up{job="a"} == 1)',
  'sum_over_time(by[5m])', 'label_replace(up, "a", "$1|{{", "b", "(.*)")', 'quantile(0.5, a) > 0 < 1',
  'count_values("config", a)',
];

/** What promtool refuses as well, and from where on it is wrong. */
export const INVALID_EXPRESSIONS: readonly (readonly [expr: string, place: string])[] = [
  ['up{', 'at its end'], ['sum(up', 'at its end'], ['rate(a[5m]', 'at its end'], ['a and', 'at its end'],
  ['1 +', 'at its end'], ['# nothing', 'at its end'], ['a b', 'from line 1, column 3 on'],
  ['up)', 'from line 1, column 3 on'], ['a === b', 'from line 1, column 5 on'],
  ['up{job=a}', 'from line 1, column 8 on'], ['up{job}', 'from line 1, column 7 on'],
  ['a[5]]', 'from line 1, column 5 on'], ['sum by job (up)', 'from line 1, column 8 on'],
  ['a\n  > 1\n  for 5m', 'from line 3, column 3 on'], ['rate(a[5 minutes])', 'from line 1, column 10 on'],
  ['up; down', 'from line 1, column 3 on'], ['a > > b', 'from line 1, column 5 on'], ['up{job="a}', 'at its end'],
];
