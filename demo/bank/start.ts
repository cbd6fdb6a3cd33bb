import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { originOf, places } from '../ports.ts';
import { buildApp } from './app.ts';
import type { FaultName } from './broken/faults.ts';
import { type Broken, createBroken } from './broken/layer.ts';
import { createClock } from './clock.ts';
import type { Bank, Env } from './context.ts';
import { openDatabase } from './db/open.ts';
import { createFaults } from './faults.ts';
import { createFront } from './front.ts';
import { addFramePage } from './frame/page.ts';
import { addFrameSession } from './frame/session.ts';
import { addHomePages } from './h5/home.ts';
import { addClaimPages } from './h5/claim.ts';
import { addModes } from './h5/mode.ts';
import { addOpenPages } from './h5/open.ts';
import { addCampaignPages } from './h5/campaign.ts';
import { addProductPages } from './h5/product.ts';
import { addRedeemPages } from './h5/redeem.ts';
import { addVisits } from './h5/visit.ts';
import { addSignIn } from './h5/sign-in.ts';
import { createProvider } from './identity/provider.ts';
import { addInvitations, type Invite } from './invitations.ts';
import { ownRecord } from './own-channel.ts';
import { createCodeSender } from './points/step-up.ts';
import { withFaults } from './points/target-faults.ts';
import { createTargets } from './points/targets.ts';
import { keepPoints } from './points/upkeep.ts';
import { allOrigins, type Partner, registerPartner } from './partners.ts';
import { purge } from './proof.ts';
import { forgetEvents } from './retention.ts';
import { addScenes } from './scene.ts';
import { loadSecrets } from './secrets.ts';
import { seedBindings } from './seed/customers.ts';
import { seededImage } from './seed/image.ts';
import { seed } from './seed/run.ts';
import { listen } from './server.ts';
import type { Platform } from '../hosts/wechat/platform.ts';
import { addWechatPlatform, platformPath } from './wechat/sandbox.ts';
import { addWechatVisits } from './wechat/visit.ts';

/** How to start a bank; everything has a default. */
export interface BankOptions {
  /** 0 for any free port; a taken port is replaced by a free one. */
  port?: number;
  /** PGlite folder, or `memory`; `INLAY_BANK_DATA`, else `demo/.data/bank`. */
  data?: string;
  /** PostgreSQL address instead of a folder; `DATABASE_URL` unless `data` is given. */
  databaseUrl?: string | undefined;
  /** Switches on the sandbox's clock, faults and event listing. */
  sandbox?: boolean;
  /** Instant at which the bank's clock starts, RFC 3339; real time by default. */
  now?: string;
  /** Folder of the SDK's built files. */
  dist?: string;
  /** Origin of the playground, once it runs: it may show the bank's own pages as scenes. Sandbox only. */
  playground?: () => string;
  partners?: Partner[];
  /** Where WeChat's servers are; in the sandbox its own model by default. */
  wechatApi?: string;
  /** What the bank's own systems show; `INLAY_OPERATIONS_KEY`, else one that nobody knows. */
  operationsKey?: string;
  /** Starts the sandbox with this fault, for the conformance kit's own tests; `RunningBank.broken` switches it later. */
  broken?: FaultName;
}

/** A bank that runs. */
export interface RunningBank {
  /** As browsers see it, such as `http://bank.localhost:8787`. */
  origin: string;
  /** For calls from this machine, such as `http://127.0.0.1:8787`. */
  internal: string;
  port: number;
  /** True when the port asked for was taken. */
  moved: boolean;
  bank: Bank;
  /** The sandbox's model of WeChat's servers. */
  wechat: Platform | undefined;
  /** Breaks the sandbox on purpose, one fault at a time. */
  broken: Broken | undefined;
  /** Brings sample customers to the bank's pages; in the sandbox. */
  invite: Invite | undefined;
  /** Records a partner; its origins are known from then on. */
  register(partner: Partner): Promise<void>;
  stop(): Promise<void>;
}

const here = new URL('.', import.meta.url).pathname;
/** Starts the sandbox bank; ready when the promise is kept. */
export async function startBank(options: BankOptions = {}): Promise<RunningBank> {
  const folder = options.data ?? process.env['INLAY_BANK_DATA'] ?? `${here}../.data/bank`;
  const url = options.databaseUrl ?? (options.data === undefined ? process.env['DATABASE_URL'] : undefined);
  const clock = createClock();
  if (options.now) clock.set({ offsetMs: Date.parse(options.now) - Date.now() });
  const image = folder === 'memory' && !url ? await seededImage(clock.today()) : undefined;
  const database = await openDatabase({ url, folder, image });
  const { db } = database;
  const secrets = await loadSecrets(db);
  await seed(db, clock.today());
  await seedBindings({ db, pairwiseKey: secrets.pairwiseKey });

  let answer: RequestListener = (_req, res) => void res.writeHead(503).end();
  const listening = await listen((req, res) => answer(req, res), options.port ?? places.bank.port);
  const bank: Bank = {
    db,
    clock,
    faults: createFaults(),
    origin: originOf(places.bank.host, listening.port),
    internal: `http://127.0.0.1:${listening.port}`,
    sandbox: options.sandbox ?? false,
    dist: options.dist ?? `${here}../../dist`,
    pairwiseKey: secrets.pairwiseKey,
    targets: withFaults(createTargets({ db, clock })),
    codes: createCodeSender(),
    wechatApi:
      options.wechatApi ??
      (options.sandbox ? `http://127.0.0.1:${listening.port}${platformPath}` : 'https://api.weixin.qq.com'),
    operationsKey:
      options.operationsKey ?? process.env['INLAY_OPERATIONS_KEY'] ?? randomBytes(32).toString('base64url'),
  };
  let origins = new Set<string>();
  const register = async (partner: Partner) => {
    await registerPartner(bank, partner);
    origins = await allOrigins(bank);
  };
  for (const partner of [ownRecord(bank.origin), ...(options.partners ?? [])]) await register(partner);
  origins = await allOrigins(bank);

  const provider = createProvider(bank, secrets);
  const oidc = provider.callback();
  const app = buildApp(bank, (router) => {
    if (bank.sandbox) addScenes(router, bank, options.playground ?? (() => ''));
    addModes(router);
    addHomePages(router, bank);
    addProductPages(router, bank);
    addClaimPages(router, bank);
    addFramePage(router, bank);
    addFrameSession(router, bank);
    addOpenPages(router, bank);
    addRedeemPages(router, bank);
    addVisits(router, bank);
    addCampaignPages(router, bank);
    addSignIn(router, bank, provider, secrets);
    addWechatVisits(router, bank);
  });
  const invite = bank.sandbox ? addInvitations(app, bank) : undefined;
  const wechat = bank.sandbox ? await addWechatPlatform(app, bank) : undefined;
  const front = createFront({
    clock,
    faults: bank.faults,
    knows: (origin) => origin === bank.origin || origins.has(origin),
    oidc: (req, res) => void oidc(req, res),
    app: getRequestListener((request, env) => app.fetch(request, env as Env['Bindings'])),
  });
  const broken = bank.sandbox ? createBroken(front, clock, options.broken) : undefined;
  answer = broken?.listener ?? front;
  const clean = () => Promise.all([purge(bank), forgetEvents(bank)]);
  const sweep = setInterval(() => void clean().catch(() => undefined), 60_000).unref();

  const upkeep = keepPoints(bank);

  const stop = async () => {
    clearInterval(sweep);
    await upkeep.stop();
    await broken?.stop();
    await listening.stop();
    await database.close();
  };
  return { ...bank, wechat, broken, invite, port: listening.port, moved: listening.moved, bank, register, stop };
}
