import { TEAM_TIERS, TeamTier, TIER_RULES } from '../../src/access/team-tiers';
import { isClusterScoped } from '../../src/app/cluster-scoped-kinds';
import { grantedVerbs } from '../../src/internal/values/rbac/policy-rules';
import { EXAMPLE_NAMES, expectedFiles } from '../support/examples';
import { readDocument, tableRows } from '../support/project/markdown';
import { readYaml, render } from '../support/render';
import { Manifest } from '../support/schemas';
import { SMALLEST_CALLS } from '../support/smallest-calls';

const APPLYING = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const READING = ['get', 'list', 'watch'];
/** What bounds the team, or is no team's to read. */
const OF_THE_PLATFORM = [
  'limitranges', 'resourcequotas', 'secrets',
  // Whoever may write what Velero goes by has the whole cluster restored as he likes.
  'backupstoragelocations.velero.io', 'schedules.velero.io',
];
const OF_ADMINISTRATORS = ['rolebindings.rbac.authorization.k8s.io', 'roles.rbac.authorization.k8s.io'];

describe('the tiers of a team', () => {
  const written = [...new Set([...inExamples(), ...bySmallestCalls()].filter(isNamespaced).map(resourceOf))].sort();
  const owned = written.filter((resource) => !OF_THE_PLATFORM.includes(resource));

  it('are asked about what the library writes for operators too', () => {
    expect(written).toEqual(expect.arrayContaining([
      'deployments.apps', 'externalsecrets.external-secrets.io', 'networkpolicies.networking.k8s.io',
      'sealedsecrets.bitnami.com', 'secretproviderclasses.secrets-store.csi.x-k8s.io', ...OF_THE_PLATFORM,
    ]));
  });

  it('let deploy apply whatever the library writes into a namespace, but for what bounds the team', () => {
    const missing = owned.filter((resource) => !may('deploy', resource, APPLYING));
    expect(missing).toEqual(OF_ADMINISTRATORS);
    expect(missing.filter((resource) => !may('administrate', resource, APPLYING))).toEqual([]);
  });

  it('let view see whatever deploy writes', () => {
    expect(owned.filter((resource) => !OF_ADMINISTRATORS.includes(resource) && !may('view', resource, READING)))
      .toEqual([]);
  });
});

describe('the commands of runbooks', () => {
  const rows = tableRows(readDocument('docs/access.md'), ['command', 'right', 'tier']);
  const known = rows.flatMap(([commands]) => wordsIn(commands));

  it.each(rows)('%s ask for %s, which %s has, and no smaller tier', (_, right, word) => {
    const [verb, resource] = wordsIn(right);
    const tier = TEAM_TIERS.indexOf(word as TeamTier);

    expect(TEAM_TIERS.map((one) => may(one, resource, [verb]))).toEqual(TEAM_TIERS.map((_one, index) => index >= tier));
  });

  it.each(['backups', 'jobs', 'objectives', 'secrets', 'services', 'volumes', 'workloads'])(
    'of %s are in the table of docs/access.md, or of ExecAccess', (page) => {
      const text = readDocument(`docs/runbooks/${page}.md`);
      const commands = [...text.matchAll(/kubectl -n "\$NAMESPACE"\s+([a-z-]+ ?[a-z]*)/g)].map(([, command]) => command);

      expect(commands.length).toBeGreaterThan(0);
      expect(commands.filter((command) => !command.startsWith('port-forward') && !known.some((one) => (
        command.startsWith(one.split(' -')[0])
      )))).toEqual([]);
    },
  );
});

function inExamples(): Manifest[] {
  const files = EXAMPLE_NAMES.flatMap((name) => Object.entries(expectedFiles(name)));
  return files.filter(([name]) => name.endsWith('.yaml')).flatMap(([, text]) => readYaml(text));
}

function bySmallestCalls(): Manifest[] {
  return Object.values(SMALLEST_CALLS).flatMap((call) => render(call));
}

function isNamespaced(manifest: Manifest): boolean {
  return manifest.apiVersion !== undefined && !isClusterScoped(manifest);
}

/** As in messages of kubectl, such as `jobs.batch`. */
function named(group: string, resource: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

function resourceOf({ apiVersion, kind }: Manifest): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return named(group, pluralOf(kind.toLowerCase()));
}

function pluralOf(word: string): string {
  if (/[^e]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /s$/.test(word) ? `${word}es` : `${word}s`;
}

/** Whether a tier has all of the verbs, by itself or by what comes before it. */
function may(tier: TeamTier, resource: string, verbs: readonly string[]): boolean {
  const [, name, group] = /^([^.]+)\.?(.*)$/.exec(resource)!;
  const rules = TEAM_TIERS.slice(0, TEAM_TIERS.indexOf(tier) + 1).flatMap((one) => TIER_RULES[one]);
  const granted = rules.flatMap((rule) => grantedVerbs(rule, { group, resource: name, verbs }));
  return verbs.every((verb) => granted.includes(verb));
}

/** What stands in backticks. */
function wordsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
}
