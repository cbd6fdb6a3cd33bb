import { loadMicroApp, type MicroApp } from 'qiankun';
import { give, settings } from './shell.ts';

let app: MicroApp | undefined;
give({
  async mount() {
    const sandbox =
      settings.mode === 'strict'
        ? { strictStyleIsolation: true }
        : settings.mode === 'experimental'
          ? { experimentalStyleIsolation: true }
          : true;
    app = loadMicroApp({ name: 'guest', entry: settings.entry, container: '#place' }, { sandbox });
    await app.mountPromise;
  },
  async unmount() {
    await app?.unmount();
  },
});
