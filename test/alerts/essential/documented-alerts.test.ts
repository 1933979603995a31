import { CertificateProbe, EndpointProbe, EssentialAlerts } from '../../../src';
import { codeBlocks, readDocument, section, tableRows } from '../../support/project/markdown';
import { readYaml, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const REPOSITORY = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/';
const PAGES = ['control-plane', 'nodes', 'volumes', 'workloads', 'certificates', 'monitoring', 'probes']
  .map((page) => `docs/runbooks/${page}.md`);

const GROUPS: Manifest[] = render((chart) => {
  new EssentialAlerts(chart, 'essential-alerts');
  new EndpointProbe(chart, 'pages', { urls: ['https://shop.example.com/'] });
  new CertificateProbe(chart, 'certificates', { hosts: ['shop.example.com'] });
}).flatMap(({ data }) => Object.entries(data)).filter(([file]) => file.endsWith('.rules.yaml'))
  .flatMap(([, text]) => readYaml(text as string)[0].groups);
const ALERTS = GROUPS.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);

describe('docs/essential-alerts.md', () => {
  const guide = readDocument('docs/essential-alerts.md');

  const groups = GROUPS.filter(({ name }) => name.startsWith('essential-'));

  it.each(groups)('lists the alerts of $name', ({ name, rules }) => {
    const text = section(guide, `### ${name.replace('essential-', '')}`);
    const written = rules.filter(({ alert }: Manifest) => alert !== undefined).map((rule: Manifest) => [
      `[\`${rule.alert}\`](${rule.annotations.runbook_url.slice(`${REPOSITORY}docs/`.length)})`,
      rule.labels.severity,
      rule.for ?? 'at once',
    ]);
    expect(tableRows(text, ['alert', 'severity', 'after'])).toEqual(written);
  });
});

describe('docs/probes.md', () => {
  it('lists the alerts of probes', () => {
    const listed = tableRows(readDocument('docs/probes.md'), ['alert', 'severity', 'fires when'])
      .map(([name, severity]) => [name, severity]);
    const written = GROUPS.filter(({ name }) => name.startsWith('probe-')).flatMap(({ rules }) => rules)
      .map(({ alert, labels }) => [`\`${alert}\``, labels.severity]);
    expect(listed).toEqual(written);
  });
});

describe('the runbooks', () => {
  it.each(ALERTS)('say what $alert means, what to look at and what to do', ({ alert, annotations }) => {
    const [page, anchor] = annotations.runbook_url.slice(REPOSITORY.length).split('#');
    expect(anchor).toBe(alert.toLowerCase());
    const text = section(readDocument(page), `## ${alert}`);
    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toMatch(/^(kubectl|kubeadm|curl|openssl) /);
  });

  it('have no section of an alert that there is not', () => {
    const sections = PAGES.flatMap((page) => [...readDocument(page).matchAll(/^## (.*)$/gm)].map(([, name]) => name));
    expect(sections.sort()).toEqual(ALERTS.map(({ alert }) => alert).sort());
  });
});
