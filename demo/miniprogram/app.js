const { init, ticketFrom } = require('@inlay/sdk');
const { partner, gateway, backend } = require('./settings.js');

App({
  onLaunch() {
    // Returns at once: the pages need not wait for it.
    this.inlay = init({
      partner,
      gateway,
      getTicket: ticketFrom(`${backend}/mini-ticket`),
      debug: true,
    });
  },
});
