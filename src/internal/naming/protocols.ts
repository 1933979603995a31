import { IConstruct } from 'constructs';
import { fail } from '../fail';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Refuses what is no transport protocol of Kubernetes; they are written in capitals. */
export function checkProtocol(scope: IConstruct, prop: string, protocol: string): void {
  if (!PROTOCOLS.includes(protocol)) {
    fail(scope, { prop, must: `be one of ${PROTOCOLS.join(', ')}`, got: protocol, remedy: 'write it in capitals' });
  }
}
