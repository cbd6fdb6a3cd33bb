import type { InlayError } from '../errors.ts';
import type { ErrorDetail } from '../events.ts';
import { t, type Locale, type TextKey } from '../text.ts';
import type { CardState } from './card-state.ts';

/** A failure as the page is told it. */
export function failureDetail(widget: string, { code, retryable, traceId }: InlayError): ErrorDetail {
  return { widget, code, retryable, ...(traceId && { traceId }) };
}

/** A failure as the customer reads it, in the sentence of its code unless another is given. */
export function failureState(
  locale: Locale,
  { code, retryable, traceId }: InlayError,
  said: TextKey = code,
): CardState<never> {
  return {
    status: 'error',
    code,
    text: t(locale, said),
    trace: traceId ? t(locale, 'trace', { id: traceId }) : '',
    retry: retryable ? t(locale, 'retry') : undefined,
  };
}
