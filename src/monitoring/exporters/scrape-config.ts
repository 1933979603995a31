import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { fileObject, LabeledMetadata } from '../../alerts/labeled-files';
import { Overlay } from '../../internal/manifest/overlay';
import { SCRAPE_CONFIGS_LABEL } from '../../internal/naming/labels';
import { JsonObject } from '../../internal/values/json';

/** A ConfigMap by which a Prometheus without an operator scrapes an exporter, which has this metadata. */
export function scrapeConfig(scope: Construct, exporter: LabeledMetadata, scrape: JsonObject): ApiObject {
  const { name } = exporter;
  const object = new ApiObject(scope, 'ScrapeConfig', fileObject({ ...exporter, name: `${name}-scrape` }, {
    label: SCRAPE_CONFIGS_LABEL, key: `${name}.scrape.yaml`, text: Yaml.stringify({ scrape_configs: [scrape] }),
  }));
  // Takes the user's patches.
  Overlay.of(object);
  return object;
}
