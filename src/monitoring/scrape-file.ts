import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { fileObject, LabeledMetadata } from '../alerts/labeled-files';
import { Overlay } from '../internal/manifest/overlay';
import { SCRAPE_CONFIGS_LABEL } from '../internal/naming/labels';
import { JsonObject } from '../internal/values/json';

/** The ConfigMap by which a Prometheus without an operator scrapes the job of one workload, which is called like it. */
export function scrapeFile(scope: Construct, { name, ...others }: LabeledMetadata, job: JsonObject): ApiObject {
  const text = Yaml.stringify({ scrape_configs: [{ job_name: name, ...job }] });
  const file = { label: SCRAPE_CONFIGS_LABEL, key: `${name}.scrape.yaml`, text };
  const object = new ApiObject(scope, 'ScrapeConfig', fileObject({ ...others, name: `${name}-scrape` }, file));
  // Takes the user's patches.
  Overlay.of(object);
  return object;
}
