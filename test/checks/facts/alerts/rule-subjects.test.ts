import { subjectsDiffer, subjectsOf } from '../../../../src/checks/facts/alerts/rule-subjects';

const API = 'rate(requests{job="api",code=~"5.."}[5m])';

describe('what two expressions are about', () => {
  it.each<[string, string, string]>([
    ['a value', API, 'requests{job="web"}'],
    ['a value in single quotes or backticks', "up{job='api'}", 'up{job=`web`}'],
    ['values that are listed', 'up{job=~"api|shop"}', 'up{job=~"(web|mail)"}'],
    ['a value that one of them excludes', 'up{namespace=~"a|c"}', 'up{namespace!~"c|a"}'],
    ['labels of different series', 'queued{vhost="a"}', 'lag{topic="b"}'],
    ['patterns that nobody can compare', API, 'requests{job="api",code=~"4.."}'],
  ])('differs by %s', (_, left, right) => {
    expect(subjectsDiffer(subjectsOf(left), subjectsOf(right))).toBe(true);
  });

  it.each<[string, string, string]>([
    ['one of them is about all', API, 'requests'],
    ['they have a value in common', 'up{job=~"api|shop"}', API],
    ['a value is excluded, and not all', 'up{job!="api"}', 'up{job=~"api|web"}'],
    ['other labels of one series are asked for', 'up{job="api"}', 'up{team="a"}'],
    ['the metric, or a bound of a histogram, is another', 'up{__name__="a",le="1"}', 'up{__name__="b",le="2"}'],
  ])('may be the same where %s', (_, left, right) => {
    expect(subjectsDiffer(subjectsOf(left), subjectsOf(right))).toBe(false);
  });
});
