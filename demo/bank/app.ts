import type { OpenAPIHono } from '@hono/zod-openapi';
import { addAttributionRoutes } from './attribution/routes.ts';
import { type App, type Bank, createRouter, type Env, traceOf } from './context.ts';
import { addCampaignRoutes } from './campaigns/routes.ts';
import { addCampaignSwitches } from './campaigns/sandbox.ts';
import { addEventRoutes } from './events.ts';
import { addPolicyRoutes } from './policy.ts';
import { describeTokenEndpoint } from './identity/describe.ts';
import { addOwnPointsRoutes } from './points/own-routes.ts';
import { addPointsRoutes } from './points/routes.ts';
import { addPointsSwitches } from './points/switches.ts';
import { answerProblem, Problem } from './problem.ts';
import { addProductRoutes } from './products/routes.ts';
import { addSandboxRoutes } from './sandbox.ts';
import { addSessionRoutes } from './session.ts';
import { addStaticRoutes } from './static.ts';

/** What is known of the contract apart from its routes. */
const about = {
  openapi: '3.1.0',
  info: {
    title: 'Inlay gateway',
    version: '1',
    description: 'What the SDK asks of a bank. Refusals at /oidc/token keep OAuth’s form; see docs/contract.md.',
  },
};

/** Builds the bank's router; `extend` adds what is not part of the gateway's JSON contract. */
export function buildApp(bank: Bank, extend?: (app: App) => void): App {
  const app = createRouter();
  app.onError((error, c) => answerProblem(c, error, traceOf(c.env?.incoming)));
  app.notFound((c) => answerProblem(c, new Problem('not_found', 'There is nothing here'), traceOf(c.env?.incoming)));
  describeTokenEndpoint(app);
  addProductRoutes(app, bank);
  addPolicyRoutes(app, bank);
  addEventRoutes(app, bank);
  addSessionRoutes(app, bank);
  addAttributionRoutes(app, bank);
  addCampaignRoutes(app, bank);
  addPointsRoutes(app, bank);
  addOwnPointsRoutes(app, bank);
  addStaticRoutes(app, bank);
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    await bank.db.selectFrom('bank_setting').select('key').limit(1).execute();
    return c.json({ status: 'ready' });
  });
  app.get('/openapi.json', (c) => c.json(documentOf(app)));
  if (bank.sandbox) {
    addSandboxRoutes(app, bank);
    addCampaignSwitches(app, bank);
    addPointsSwitches(app, bank);
  }
  extend?.(app);
  return app;
}

/** The OpenAPI 3.1 document of a router. */
export function documentOf(app: OpenAPIHono<Env>): ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']> {
  return app.getOpenAPI31Document(about);
}
