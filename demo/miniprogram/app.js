const { init, ticketFrom } = require('@inlay/sdk');
const { gateway, backend } = require('./settings.js');

App({
  onLaunch() {
    // Returns at once: the pages need not wait for it.
    this.inlay = init({
      partner: 'lvtu',
      gateway,
      getTicket: ticketFrom(`${backend}/mini-ticket`),
      debug: true,
    });
  },
});
