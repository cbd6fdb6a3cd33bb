import type { InlayEvents, InlayWealthCard } from '@inlay/sdk';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type CardProperty = 'product' | 'placement' | 'layout' | 'locale' | 'mode' | 'theme' | 'loading' | 'inlay';

/** What React 19 may set on the card: its properties, and `on` before the name of each event. */
type CardProps = DetailedHTMLProps<HTMLAttributes<InlayWealthCard>, InlayWealthCard> &
  Partial<Pick<InlayWealthCard, CardProperty>> & {
    [E in keyof InlayEvents as `on${E}`]?: (event: CustomEvent<InlayEvents[E]>) => void;
  };

declare module 'react' {
  // React looks for the tags of JSX in this namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'inlay-wealth-card': CardProps;
    }
  }
}
