import { Construct } from 'constructs';
import { fail } from '../../internal/fail';

/** Protocols that begin without TLS at their usual port, and the port where they begin with it, if there is one. */
const PLAIN: Readonly<Record<string, readonly [protocol: string, tlsPort?: number]>> = {
  21: ['FTP', 990],
  22: ['SSH'],
  25: ['SMTP', 465],
  80: ['HTTP', 443],
  110: ['POP3', 995],
  119: ['NNTP', 563],
  143: ['IMAP', 993],
  389: ['LDAP', 636],
  587: ['SMTP', 465],
  1433: ['TDS of SQL Server'],
  3306: ['MySQL'],
  3389: ['RDP'],
  4190: ['ManageSieve'],
  5222: ['XMPP', 5223],
  5269: ['XMPP', 5270],
  5432: ['PostgreSQL'],
};

/** Refuses the port of a protocol that knows TLS only after other words, to which a handshake says nothing. */
export function checkBeginsWithTls(scope: Construct, prop: string, address: string): void {
  const colon = address.lastIndexOf(':');
  const [protocol, tlsPort] = PLAIN[address.slice(colon + 1)] ?? [];
  if (protocol === undefined) return;
  const must = `be a port where TLS begins at once; ${protocol} begins without it`;
  const other = tlsPort === undefined ? '' : `ask ${address.slice(0, colon)}:${tlsPort} where the server has that, or `;
  const remedy = `${other}give a module of your own that speaks STARTTLS, as docs/probes.md says`;
  fail(scope, { prop, must, got: address, remedy });
}
