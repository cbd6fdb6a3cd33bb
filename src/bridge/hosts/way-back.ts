import { allowedUrl } from '../../core/link.ts';
import { isPersonal } from '../redact.ts';

/** This page's address without query and fragment, for the way back; empty when its path may name somebody (R6). */
export function returnAddress(): string {
  const { origin, pathname } = location;
  return isPersonal('return', pathname) ? '' : allowedUrl(origin + pathname, [origin]);
}
