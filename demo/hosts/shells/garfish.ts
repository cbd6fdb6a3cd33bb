import Garfish from 'garfish';
import { give, settings } from './shell.ts';

type App = Awaited<ReturnType<typeof Garfish.loadApp>>;
let app: App;
Garfish.run({ disablePreloadApp: true, apps: [] });
give({
  async mount() {
    app = await Garfish.loadApp('guest', { entry: settings.entry, domGetter: '#place', cache: false });
    await app?.mount();
  },
  async unmount() {
    app?.unmount();
  },
});
