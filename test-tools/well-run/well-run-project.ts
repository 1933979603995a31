/** What they are judged for. */
export const MINOR = '1.37';

/** A version of a Go module: one that schemas or programs are made of too, or an application. */
export interface ProjectModule {
  readonly name: string;
  readonly version: string;
}

/** How a chart is installed. */
export interface Release {
  readonly name: string;
  readonly values: readonly string[];
}

/** Manifests of a project that many run, as it publishes them. */
export interface WellRunProject {
  readonly name: string;
  readonly module: ProjectModule;
  /** Files and folders of the module. */
  readonly paths: readonly string[];
  /** Where the path is a chart of Helm, the release, which is its namespace too, and the values that it asks for. */
  readonly release?: Release;
  /** What to write in place of what the project's own scripts replace. */
  readonly placeholders?: Readonly<Record<string, string>>;
}
