// antd-mobile with React, oidc-client-ts, Snowplow, callapp-lib.
import { Button, Card, Tag } from 'antd-mobile';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { openApp, signIn, startSnowplow } from './common.ts';

const card = h(
  Card,
  { title: '理财产品' },
  h(Tag, { color: 'warning' }, 'R2'),
  h(Button, { block: true, color: 'primary' }, '查看'),
);
createRoot(document.body).render(card);
startSnowplow();
signIn();
openApp();
