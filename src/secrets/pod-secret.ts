/** What gives secrets to pods, by `useSecret`: whatever makes them, no value of one is in a manifest. */
export interface IPodSecret {
  /** Name by which it is known in its namespace, and of its default folder. */
  readonly secretName: string;

  /** Namespace of the pods that can use it. */
  readonly secretNamespace: string;
}
