import sensors from 'sa-sdk-javascript';

declare const GATEWAY: string;
declare const BATCH: boolean;

// The settings of the documentation's quick start; `batch_send` as the documentation offers it against loss.
sensors.init({
  server_url: `${GATEWAY}/sensors?project=bench`,
  is_track_single_page: true,
  use_client_time: true,
  send_type: 'beacon',
  batch_send: BATCH,
  show_log: false,
});
sensors.quick('autoTrack');

window.tracker = {
  ready: Promise.resolve(),
  track: (id) => sensors.track('wealth_card_exposed', { product: 'FN30D02A', placement: id, ratio: 0.5 }),
};
