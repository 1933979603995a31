import { createHash } from 'crypto';
import { Chart } from 'cdk8s';
import { PLACES } from './places';
import { ProductionApp } from '../../src';

/** A text, and where it is put. */
export interface TextCase {
  /** Which of the places. */
  readonly place: number;
  readonly text: string;
}

/** What becomes of it: manifests, or the message of an error. */
export interface Outcome {
  readonly yaml?: string;
  readonly error?: Error;
}

export function outcomeOf({ place, text }: TextCase): Outcome {
  try {
    const app = new ProductionApp();
    PLACES[place].put(new Chart(app, 'shop', { namespace: 'shop' }), text);
    return { yaml: app.synthYaml() };
  } catch (error) {
    return { error: error as Error };
  }
}

/** What two outcomes are compared by. */
export function digestOf({ yaml, error }: Outcome): string {
  return createHash('sha256').update(yaml ?? `error ${error?.message}`).digest('hex');
}
