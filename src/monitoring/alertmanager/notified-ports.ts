import { EVERY_ADDRESS } from '../../internal/values/addresses/ip-networks';
import { isObject, Json, JsonObject, objectsIn } from '../../internal/values/json';
import { PORT_RANGE } from '../../internal/values/numbers';
import { DerivedFlow } from '../../network/workload-flows';
import { WorkloadProtocol } from '../../workloads/workload-port';

const HTTPS = 443;
const PORT_OF: Readonly<Record<string, number>> = { 'http:': 80, 'https:': HTTPS };
/** Fields that Alertmanager sends to; others, such as `client_url`, are links for people. */
const ADDRESS = /^(?:url|(?:api|app|webhook)_url)$/;
const MAIL = 'email_configs';

/** The TCP ports to which a configuration of Alertmanager sends: that of HTTPS for addresses that are in Secrets. */
export function notifiedPorts({ global, receivers }: JsonObject): number[] {
  const common = isObject(global) ? global : {};
  const ports = objectsIn(receivers).flatMap((receiver) => Object.entries(receiver)).flatMap(([list, integrations]) => (
    objectsIn(integrations).flatMap((own) => (list === MAIL ? mailPorts(own, common) : webPorts(own, common)))
  ));
  return [...new Set(ports)].sort((left, right) => left - right);
}

/** The flows to them, at any address: a policy does not know names. */
export function flowsToNotified(configuration: JsonObject): DerivedFlow[] {
  const ports = notifiedPorts(configuration)
    .map((containerPort) => ({ containerPort, protocol: WorkloadProtocol.TCP }));
  return ports.length === 0 ? [] : EVERY_ADDRESS.map((cidr) => ({ peers: [{ ipBlock: { cidr } }], ports }));
}

function mailPorts({ smarthost }: JsonObject, { smtp_smarthost: common }: JsonObject): number[] {
  const server = `${smarthost ?? common ?? ''}`;
  const port = Number(server.slice(server.lastIndexOf(':') + 1));
  return isPort(port) ? [port] : [];
}

function webPorts(own: JsonObject, common: JsonObject): number[] {
  const { http_config: client = common.http_config } = own;
  if (isObject(client) && client.proxy_url !== undefined) return portsOf([client.proxy_url]);
  const addresses = Object.keys(own).filter((field) => ADDRESS.test(field)).map((field) => own[field]);
  const ofAll = Object.keys(common).filter((field) => field.endsWith('_url')).map((field) => common[field]);
  const ports = portsOf(addresses);
  return [...(ports.length === 0 ? [HTTPS] : ports), ...portsOf(ofAll)];
}

function portsOf(addresses: readonly Json[]): number[] {
  return addresses.filter((address) => typeof address === 'string' && URL.canParse(address))
    .map((address) => new URL(address)).map(({ port, protocol }) => (port === '' ? PORT_OF[protocol] : Number(port)))
    .filter(isPort);
}

function isPort(port: number | undefined): port is number {
  return Number.isInteger(port) && port! >= PORT_RANGE.min && port! <= PORT_RANGE.max;
}
