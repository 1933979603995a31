import { AlertmanagerProps } from '../alertmanager/alertmanager-props';

/** Properties for `OperatorAlertmanager`. */
export interface OperatorAlertmanagerProps extends AlertmanagerProps {
  /**
   * Version of the program in the image, by which the operator chooses its flags.
   *
   * In the manifest: Alertmanager `spec.version`.
   *
   * @default - the tag of the image
   */
  readonly version?: string;
}
