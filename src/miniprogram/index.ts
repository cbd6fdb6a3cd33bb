export { errorCodes, init, InlayError, ticketFrom, VERSION } from './shared.ts';
