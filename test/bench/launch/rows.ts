// Runs as a process of its own: the page that the SDK's part needs takes the place of Node's globals. Prints JSON.
import { page } from '../../bridge/page.ts';
import { bank, createLaunchRig, settle } from '../../bridge/hosts/launch-rig.ts';
import { rows } from '../../bridge/hosts/launch-rows.ts';
import { acts } from '../../bridge/hosts/phone.ts';
import { peers, play, type Deed } from './peers.ts';

/** What each library did with one row of the table. */
export interface Case {
  what: string;
  installed: boolean;
  act: string;
  deeds: Deed[];
}

const cases: Case[] = [];
for (const row of rows) {
  for (const installed of [true, false]) {
    for (const act of acts) {
      page.reset(row.home ? `${bank}/h5/account` : undefined);
      const { agent, touches, host, system, chrome } = row;
      const rig = createLaunchRig({ agent, touches, stated: host, phone: { host, system, chrome, installed, act } });
      const result = rig.open();
      await settle();
      await rig.device.advance(200_000);
      const own: Deed = { said: result()!.outcome, saw: rig.phone!.saw, visits: [...rig.visits] };
      const deeds = [own];
      for (const peer of peers) deeds.push(await play(peer, row, installed, act));
      cases.push({ what: row.what, installed, act, deeds });
    }
  }
}
process.stdout.write(JSON.stringify(cases));
