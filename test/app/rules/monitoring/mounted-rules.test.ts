import { ApiObject } from 'cdk8s';
import { complaintsOf, NAMED_ERROR } from '../../../support/errors';
import { nativePrometheus } from '../../../support/monitoring-objects';
import { stage, Stage } from '../../../support/render';

const COMPLAINT = "[shop/rules] 'metadata.name' must be mounted, and neither [shop/prometheus] nor anything else "
  + 'mounts it, got "rules"; mount it in the pods of Prometheus, in the same namespace';

describe('mountedRules', () => {
  it('refuses a file with rules that the Prometheus of the tree does not mount, and names both', () => {
    const { app, chart } = stage();
    nativePrometheus(chart);
    rules({ app, chart });
    expect(complaintsOf(app)).toEqual([COMPLAINT]);
    expect(COMPLAINT).toMatch(NAMED_ERROR);
  });

  it('asks for a loader where the file is in another namespace', () => {
    const { app, chart } = stage();
    nativePrometheus(chart);
    rules({ app, chart }, 'shop');
    const [complaint, ...others] = complaintsOf(app);
    expect(others).toEqual([]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toContain('run the construct Prometheus, or a loader of labelled ConfigMaps beside yours');
    expect(complaint).toContain('or say by the annotation preflight/waive.rule-file-is-loaded what else loads it');
  });

  it('is silent where the file says why', () => {
    const { app, chart } = stage();
    nativePrometheus(chart);
    rules({ app, chart }).metadata.addAnnotation('preflight/waive.rule-file-is-loaded', 'a job uploads it');
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('takes one that is mounted', () => {
    const { app, chart } = stage();
    nativePrometheus(chart, [{ name: 'rules', configMap: { name: 'rules' } }]);
    rules({ app, chart });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('says nothing without a Prometheus, which is elsewhere', () => {
    const { app, chart } = stage();
    rules({ app, chart });
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function rules({ chart }: Stage, namespace = 'observability'): ApiObject {
  const data = { 'web.yaml': 'groups: [{name: a, rules: [{alert: A, expr: up}]}]' };
  const metadata = { name: 'rules', namespace };
  return new ApiObject(chart, 'rules', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}
