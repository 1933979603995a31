/** Templates of Alertmanager: what each notification says, in the words of the alerts. */

/** The one summary of all alerts of a notification; where they have several, the subject that Alertmanager makes. */
export const SUMMARY = '{{ with .CommonAnnotations.summary }}{{ . }}{{ else }}{{ template "__subject" . }}{{ end }}';
export const RUNBOOK_URL = '{{ (index .Alerts 0).Annotations.runbook_url }}';
export const DASHBOARD_URL = '{{ (index .Alerts 0).Annotations.dashboard_url }}';

/** PagerDuty refuses other words, and with them the page. */
export const PAGER_DUTY_SEVERITY = '{{ if eq .CommonLabels.severity "warning" "info" }}{{ .CommonLabels.severity }}'
  + '{{ else }}critical{{ end }}';

export const OPSGENIE_PRIORITY = '{{ if eq .CommonLabels.severity "warning" }}P3'
  + '{{ else if eq .CommonLabels.severity "info" }}P5{{ else }}P1{{ end }}';

export const SLACK_TEXT = [
  '{{ range .Alerts }}',
  `*${forSlack('.Annotations.summary')}*\n${forSlack('.Annotations.description')}\n`,
  '{{ with .Annotations.runbook_url }}<{{ . }}|Runbook> {{ end }}',
  '{{ with .Annotations.dashboard_url }}<{{ . }}|Dashboard>{{ end }}\n',
  '{{ end }}',
].join('');

/** Slack reads the rest of `<` as a link, and has no other way to write it. */
function forSlack(field: string): string {
  return `{{ ${field} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" }}`;
}
