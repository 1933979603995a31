import { itTakesAnyCall } from './any-call';
import { STATEFUL_PLANTS } from './stateful-bad-values';
import { buildStatefulApp } from './stateful-build';
import { validStatefulCase } from './stateful-case';
import { STATEFUL_SERVICE } from './stateful-expectations';
import { expectComplete } from './verify';

describe('a StatefulService', () => {
  itTakesAnyCall({
    valid: validStatefulCase,
    plants: STATEFUL_PLANTS,
    textPlants: STATEFUL_PLANTS.filter(({ values }) => typeof values[values.length - 1] === 'string'),
    build: buildStatefulApp,
    verify: (given, app) => expectComplete(given, app, STATEFUL_SERVICE),
    cases: 60,
  });
});
