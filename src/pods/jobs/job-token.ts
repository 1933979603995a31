import { ApiObject } from 'cdk8s';
import { CronJob } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Overlay } from '../../internal/manifest/overlay';
import { inTemplate } from '../pod-template';
import { mountAccountToken } from '../volumes/account-token';

/** Has the first container of a CronJob call the API server as the ServiceAccount of its pods. */
export function mountJobToken(scope: Construct, cronJob: CronJob): void {
  const template = mountAccountToken(scope, cronJob.containers[0]);
  Overlay.of(ApiObject.of(cronJob)).merge(inTemplate(cronJob, template));
}
