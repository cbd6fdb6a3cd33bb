// Vant with Vue and Sensors, oidc-client-ts and callapp-lib, each component with its own style as Vant's guide says.
import sensors from 'sa-sdk-javascript';
import { Button, Cell, CellGroup, Tag } from 'vant';
import 'vant/es/button/style/index.mjs';
import 'vant/es/cell/style/index.mjs';
import 'vant/es/cell-group/style/index.mjs';
import 'vant/es/tag/style/index.mjs';
import { createApp, h } from 'vue';
import { openApp, signIn } from './common.ts';

const card = () =>
  h(CellGroup, { inset: true }, () => [
    h(Cell, { title: '理财产品' }, { default: () => h(Tag, { type: 'warning' }, () => 'R2') }),
    h(Button, { block: true, round: true, type: 'primary' }, () => '查看'),
  ]);
createApp({ render: card }).mount(document.body);
sensors.init({ server_url: 'https://collector.bank.example/sa', send_type: 'beacon', use_client_time: true });
sensors.quick('autoTrack');
signIn();
openApp();
