import { Duration } from 'cdk8s';
import { checked } from '../../internal/signatures/checked';

/** How long each step of a delivery is held. */
@checked
export class StepPauses {
  /**
   * Each step as long as the others.
   *
   * @param duration whole seconds, at least one
   */
  public static each(duration: Duration): StepPauses {
    return new StepPauses([duration], true);
  }

  /**
   * Each step as long as it says.
   *
   * @param durations one for each of `steps`, in whole seconds, each at least one
   */
  public static of(durations: Duration[]): StepPauses {
    return new StepPauses([...durations], false);
  }

  /** Each step until somebody says that the next one may begin. */
  public static untilPromoted(): StepPauses {
    return new StepPauses(undefined, true);
  }

  private constructor(
    private readonly durations: readonly Duration[] | undefined,
    private readonly isEach: boolean,
  ) {}

  /** Whether each step waits for somebody. @internal */
  public get _areUntilPromoted(): boolean {
    return this.durations === undefined;
  }

  /** What was given for the steps, as many as they are or not; undefined where somebody must promote. @internal */
  public _of(steps: number): readonly Duration[] | undefined {
    if (!this.isEach || this.durations === undefined) return this.durations;
    return Array<Duration>(steps).fill(this.durations[0]);
  }
}
