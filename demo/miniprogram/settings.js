/** Who we are to the bank, and two addresses of `npm start`; both stand on the list of request domains of a real mini-program. */
module.exports = {
  partner: 'lvtu',
  gateway: 'http://bank.localhost:8787',
  backend: 'http://hotel.localhost:8788',
};
