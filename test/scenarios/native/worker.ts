// A thread of its own: its clock stands still, and the one of the test runner goes on.
import { parentPort, workerData } from 'node:worker_threads';
import FakeTimers from '@sinonjs/fake-timers';
import type { Answers } from '../bank-answers.ts';
import { play } from '../driver.ts';
import type { Scenario } from '../format.ts';

const clock = FakeTimers.install({
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
});
// Jitter is no part of a scenario.
Math.random = () => 0.5;
// After the clock: the package keeps the timers it finds.
const { createDevice } = await import('./device.ts');
const device = createDevice(clock);

parentPort!.on('message', (scenario: Scenario) => {
  device.forget();
  play(scenario, workerData as Answers, device).then(
    (transcript) => parentPort!.postMessage({ transcript }),
    (error: Error) => parentPort!.postMessage({ error: error.stack }),
  );
});
