import { IConstruct } from 'constructs';
import { fail } from '../internal/fail';
import { Platform } from '../platform/platform';

/** Where requests from outside come from; refuses a platform that does not know. */
export function controllerNamespace(scope: IConstruct, alternative: string = ''): string {
  const namespace = Platform.of(scope).ingressControllerNamespace;
  if (namespace === undefined) {
    fail(scope, {
      prop: 'ingressControllerNamespace',
      must: 'be known',
      got: namespace,
      remedy: `call Platform.configure(app, { ingressControllerNamespace: 'ingress' })${alternative}`,
    });
  }
  return namespace;
}
