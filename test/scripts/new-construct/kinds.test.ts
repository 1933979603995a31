import * as path from 'path';
import { findKind, readKinds } from '../../../scripts/new-construct/kinds';
import { messageOf } from '../../support/errors';

const KNOWN = readKinds(path.resolve(__dirname, '../../../schemas'));

describe('the kind of a new construct', () => {
  it.each([
    ['NetworkPolicy', { apiVersion: 'networking.k8s.io/v1', hasSpec: true, isClusterScoped: false }],
    ['PriorityClass', { apiVersion: 'scheduling.k8s.io/v1', hasSpec: false, isClusterScoped: true }],
    ['Certificate', { apiVersion: 'cert-manager.io/v1', hasSpec: true, isClusterScoped: false }],
    ['Secret', { apiVersion: 'v1', hasSpec: false, isClusterScoped: false }],
  ])('%s is found in the schemas, with its stable version', (kind, expected) => {
    expect(findKind(kind, KNOWN)).toEqual({ kind, ...expected });
  });

  it('may be given with its apiVersion', () => {
    expect(findKind('events.k8s.io/v1/Event', KNOWN).apiVersion).toBe('events.k8s.io/v1');
  });

  it.each([
    ['Deployment', "'--emits' must be written as a plain object, got \"Deployment\"; "
      + 'copy a construct that has such an object of cdk8s-plus'],
    ['networkpolicy', "'--emits' must be a kind in schemas/, got \"networkpolicy\"; "
      + 'see to its case, or add its source to scripts/schemas/sources.ts'],
    ['Event', "'--emits' must name one kind, got \"Event\"; write events.k8s.io/v1/Event or v1/Event"],
  ])('%s is refused, with what to do', (kind, message) => {
    expect(messageOf(() => findKind(kind, KNOWN))).toBe(message);
  });
});
