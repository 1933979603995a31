import { SEVERITY_RECEIVERS_NOTIFY } from '../../../src/checks/alerts/severity-receivers-notify';
import { resultsOf } from '../support/cases';

/** What is said of routes, each in one line. */
function messagesOf(...routes: string[]): string[] {
  const objects = `
apiVersion: v1
kind: ConfigMap
metadata: {name: alertmanager, namespace: monitoring}
data:
  alertmanager.yaml: |
    receivers: [{name: "null"}, {name: chat, slack_configs: [{channel: a}]}]
    route:
      receiver: chat
      routes:
${routes.map((route) => `      - ${route}`).join('\n')}
`;
  return resultsOf(SEVERITY_RECEIVERS_NOTIFY, objects).map(({ message }) => message);
}

const ALL = 'sends all alerts with the severity critical to receiver null, which tells nobody';
const REST = 'sends alerts with the severity critical to receiver null, which tells nobody, but for those that other '
  + 'routes take';
const CRITICAL = '{matchers: [severity="critical"], receiver: "null"}';

describe('what is said of a route whose receiver tells nobody', () => {
  it.each<[string, string[], string]>([
    ['takes them all', [CRITICAL], ALL],
    ['takes them after one that goes on', ['{matchers: [team="web"], continue: true}', CRITICAL], ALL],
    ['takes them before others', [CRITICAL, '{matchers: [team="web"]}'], ALL],
    ['takes them after others', ['{matchers: [team="web"]}', CRITICAL], REST],
    ['takes those of a team', [`{matchers: [team="web"], routes: [${CRITICAL}]}`], REST],
    ['has routes of its own',
      [CRITICAL.replace('}', ', routes: [{matchers: [team="web"], receiver: chat}]}')], REST],
  ])('names what it gets where it %s', (_, routes, message) => {
    expect(messagesOf(...routes)).toEqual([message]);
  });
});
