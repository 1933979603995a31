import { queryTemplate } from '../../../src/delivery/flagger/query-template';

describe('a query as a template of Flagger', () => {
  it.each([
    ['up{job="api"}', 'up{job="api"}'],
    ['up{job="{{ target }}"}', 'up{job="{{ "{{" }} target }}"}'],
    ['up{job="{{{"}', 'up{job="{{ "{{" }}{"}'],
    ['up{job="a  b \\"   c"} or  up', 'up{job="a \\x20b \\" \\x20\\x20c"} or  up'],
  ])('%j is %j', (query, template) => expect(queryTemplate(query)).toBe(template));

  it('says so of spaces between texts no more than they mean', () => {
    expect(queryTemplate('a{x=""}  +  b{x="  "}')).toBe('a{x=""}  +  b{x=" \\x20"}');
  });
});
